package dev.sommelier.evaluate;

import dev.sommelier.model.ModelCard;
import java.util.List;
import java.util.stream.IntStream;

/// Probabilities and true classes of photos, in the same order.
///
/// @param probabilities one `(C)` for each photo, summing to 1
/// @param truth class index of each photo
public record Predictions(List<float[]> probabilities, List<Integer> truth) {

    /// `softmax(logits / temperature)` of each answer.
    public static Predictions of(Answers answers, float temperature) {
        ModelCard.Calibration calibration = new ModelCard.Calibration(temperature);
        return new Predictions(
                answers.logits().stream().map(calibration::probabilities).toList(), answers.truth());
    }

    public int size() {
        return truth.size();
    }

    public int classes() {
        return probabilities.getFirst().length;
    }

    /// The class with the highest probability; of equals the first.
    public int predicted(int photo) {
        return best(probabilities.get(photo));
    }

    public float confidence(int photo) {
        return probabilities.get(photo)[predicted(photo)];
    }

    public boolean right(int photo) {
        return predicted(photo) == truth.get(photo);
    }

    /// Mean over the photos of `Σ (p - y)²` over the classes, 0 to 2; y is 1 for the true class and else 0.
    ///
    /// @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier (1950)</a>
    public double brier() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            float[] p = probabilities.get(i);
            for (int c = 0; c < p.length; c++) {
                double gap = p[c] - (c == truth.get(i) ? 1 : 0);
                sum += gap * gap;
            }
        }
        return sum / size();
    }

    /// One class against all others: how likely each photo is thought to be of it, and whether it is.
    Ranking ranking(int ofClass) {
        return Ranking.of(
                probabilities.stream().mapToDouble(p -> p[ofClass]).toArray(), index -> truth.get(index) == ofClass);
    }

    static int best(float[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }
}
