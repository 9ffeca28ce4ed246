package dev.sommelier.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    /// Judges answers whose logits are first divided by the temperature.
    public static Score of(Answers answers, float temperature) {
        Predictions predictions = Predictions.of(answers, temperature);
        Confusion confusion = Confusion.of(predictions);
        return new Score(
                answers.size(),
                (double) confusion.right() / answers.size(),
                Interval.wilson(confusion.right(), answers.size()),
                loss(answers, temperature),
                Reliability.of(predictions).error(),
                confusion.counts());
    }

    /// Mean negative log-likelihood of the right class, nats.
    static double loss(Answers answers, float temperature) {
        double loss = 0;
        for (int i = 0; i < answers.size(); i++) {
            loss += surprise(answers.logits().get(i), answers.truth().get(i), temperature);
        }
        return loss / answers.size();
    }

    /// `-log softmax(logits / temperature)[truth]`, from the logits: a probability that rounds to 0 still has one.
    private static double surprise(float[] logits, int truth, float temperature) {
        float max = logits[Predictions.best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(((double) logit - max) / temperature);
        }
        return Math.log(sum) - ((double) logits[truth] - max) / temperature;
    }

    /// As it stands in `model.json` and `evaluation.json`; figures rounded to four digits.
    public Map<String, Object> toMap(List<String> labels) {
        Map<String, Object> recall = new LinkedHashMap<>();
        for (int c = 0; c < labels.size(); c++) {
            int ofClass = confusion.get(c).stream().mapToInt(Integer::intValue).sum();
            recall.put(labels.get(c), Wording.rounded((double) confusion.get(c).get(c) / ofClass));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("photos", photos);
        map.put("accuracy", Wording.rounded(accuracy));
        map.put("accuracy_95", List.of(Wording.rounded(interval.low()), Wording.rounded(interval.high())));
        map.put("loss", Wording.rounded(loss));
        map.put("calibration_error", Wording.rounded(calibrationError));
        map.put("recall", recall);
        return Collections.unmodifiableMap(map);
    }
}
