package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Fact;
import dev.sommelier.evaluate.Block.Facts;
import dev.sommelier.evaluate.Block.Note;
import java.util.List;

/// The figures that are asked for first.
final class SummarySection {
    private SummarySection() {}

    /// @param photos asked about
    /// @param accuracy as served, 0 to 1
    /// @param interval 95 % interval of it
    /// @param logLoss nats
    /// @param flipped with flip averaging
    record Figures(
            int photos,
            double accuracy,
            Interval interval,
            double macroF1,
            double logLoss,
            double brier,
            double calibrationError,
            Flipped flipped) {}

    /// @param difference from the accuracy as served
    record Flipped(
            double accuracy, Interval interval, double logLoss, double difference, Interval differenceInterval) {}

    static Section of(Answers answers, Answers flipAveraged, float temperature) {
        Score served = Score.of(answers, temperature);
        Score flipped = Score.of(flipAveraged, temperature);
        Predictions predictions = Predictions.of(answers, temperature);
        Comparison gain = Comparison.of(flipAveraged.logits(), answers.logits(), answers.truth());
        return of(new Figures(
                served.photos(),
                served.accuracy(),
                served.interval(),
                ClassFigures.macroF1(ClassFigures.all(Confusion.of(predictions))),
                served.loss(),
                predictions.brier(),
                served.calibrationError(),
                new Flipped(
                        flipped.accuracy(), flipped.interval(), flipped.loss(), gain.difference(), gain.interval())));
    }

    static Section of(Figures figures) {
        return new Section(
                "summary",
                "In short",
                new Json()
                        .put("photos", figures.photos())
                        .put("accuracy", figures.accuracy())
                        .put("accuracy_95", figures.interval())
                        .put("macro_f1", figures.macroF1())
                        .put("log_loss", figures.logLoss())
                        .put("brier", figures.brier())
                        .put("calibration_error", figures.calibrationError())
                        .put("flip_averaged", json(figures.flipped()))
                        .map(),
                List.of(
                        facts(figures),
                        new Note(
                                "Accuracy is what the service gives. Flip averaging asks about the photo and its mirror image and takes the mean of both; it costs a second pass and is not served. Another set of photos of the same kind would give an accuracy within the interval, most of the time.")));
    }

    private static Facts facts(Figures figures) {
        return new Facts(List.of(
                new Fact(
                        "Accuracy",
                        Wording.percent(figures.accuracy()),
                        "95 %% interval %s".formatted(Wording.range(figures.interval()))),
                new Fact("Macro F1", Wording.decimals(figures.macroF1()), "mean over the classes, 1 is best"),
                new Fact("Log loss", Wording.decimals(figures.logLoss()), "nats, 0 is best"),
                new Fact("Brier score", Wording.decimals(figures.brier()), "0 is best, 2 worst"),
                new Fact(
                        "Calibration error",
                        Wording.percent(figures.calibrationError()),
                        "gap between confidence and accuracy"),
                new Fact(
                        "With flip averaging",
                        Wording.percent(figures.flipped().accuracy()),
                        "difference %s"
                                .formatted(Wording.points(figures.flipped().differenceInterval())))));
    }

    private static Object json(Flipped flipped) {
        return new Json()
                .put("accuracy", flipped.accuracy())
                .put("accuracy_95", flipped.interval())
                .put("log_loss", flipped.logLoss())
                .put("difference", flipped.difference())
                .put("difference_95", flipped.differenceInterval())
                .map();
    }
}
