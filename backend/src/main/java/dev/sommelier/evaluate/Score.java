package dev.sommelier.evaluate;

import dev.sommelier.model.ModelCard;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Figures of one set of answers.
///
/// @param accuracy part answered with the right class, 0 to 1
/// @param interval 95 % interval of the accuracy
/// @param loss mean negative log-likelihood of the right class, nats
/// @param calibrationError mean gap between confidence and accuracy over ten bins of confidence, 0 to 1
/// @param confusion photos by true class (row) and answered class (column)
public record Score(
        int photos,
        double accuracy,
        Interval interval,
        double loss,
        double calibrationError,
        List<List<Integer>> confusion) {
    private static final int BINS = 10;

    /// Judges answers whose logits are first divided by the temperature.
    public static Score of(Answers answers, float temperature) {
        ModelCard.Calibration calibration = new ModelCard.Calibration(temperature);
        int classes = answers.logits().getFirst().length;
        int[][] confusion = new int[classes][classes];
        double[][] bins = new double[BINS][2];
        double loss = 0;
        for (int i = 0; i < answers.size(); i++) {
            float[] p = calibration.probabilities(answers.logits().get(i));
            int best = best(p);
            int truth = answers.truth().get(i);
            confusion[truth][best]++;
            loss += surprise(answers.logits().get(i), truth, temperature);
            double[] bin = bins[Math.min(BINS - 1, (int) (p[best] * BINS))];
            bin[0] += p[best];
            bin[1] += best == truth ? 1 : 0;
        }
        int right = IntStream.range(0, classes).map(c -> confusion[c][c]).sum();
        return new Score(
                answers.size(),
                (double) right / answers.size(),
                Interval.wilson(right, answers.size()),
                loss / answers.size(),
                gap(bins) / answers.size(),
                rows(confusion));
    }

    /// `-log softmax(logits / temperature)[truth]`, from the logits: a probability that rounds to 0 still has one.
    private static double surprise(float[] logits, int truth, float temperature) {
        float max = logits[best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(((double) logit - max) / temperature);
        }
        return Math.log(sum) - ((double) logits[truth] - max) / temperature;
    }

    private static double gap(double[][] bins) {
        double gap = 0;
        for (double[] bin : bins) {
            gap += Math.abs(bin[0] - bin[1]);
        }
        return gap;
    }

    private static int best(float[] values) {
        return IntStream.range(0, values.length)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }

    private static List<List<Integer>> rows(int[][] confusion) {
        return Arrays.stream(confusion)
                .map(row -> IntStream.of(row).boxed().toList())
                .toList();
    }

    /// As it stands in `model.json` and `evaluation.json`; figures rounded to four digits.
    public Map<String, Object> toMap(List<String> labels) {
        Map<String, Object> recall = new LinkedHashMap<>();
        for (int c = 0; c < labels.size(); c++) {
            int ofClass = confusion.get(c).stream().mapToInt(Integer::intValue).sum();
            recall.put(labels.get(c), rounded((double) confusion.get(c).get(c) / ofClass));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("photos", photos);
        map.put("accuracy", rounded(accuracy));
        map.put("accuracy_95", List.of(rounded(interval.low()), rounded(interval.high())));
        map.put("loss", rounded(loss));
        map.put("calibration_error", rounded(calibrationError));
        map.put("recall", recall);
        return Collections.unmodifiableMap(map);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
