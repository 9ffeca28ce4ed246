package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Fact;
import dev.sommelier.evaluate.Block.Facts;
import dev.sommelier.evaluate.Block.Note;
import java.util.List;

/// The figures that are asked for first.
final class SummarySection {
    private SummarySection() {}

    static Section of(Answers answers, Answers flipAveraged, float temperature) {
        Score served = Score.of(answers, temperature);
        Score flipped = Score.of(flipAveraged, temperature);
        Predictions predictions = Predictions.of(answers, temperature);
        double macroF1 = ClassFigures.macroF1(ClassFigures.all(Confusion.of(predictions)));
        Comparison gain = Comparison.of(flipAveraged.logits(), answers.logits(), answers.truth());
        return new Section(
                "summary",
                "In short",
                new Json()
                        .put("photos", served.photos())
                        .put("accuracy", served.accuracy())
                        .put("accuracy_95", served.interval())
                        .put("macro_f1", macroF1)
                        .put("log_loss", served.loss())
                        .put("brier", predictions.brier())
                        .put("calibration_error", served.calibrationError())
                        .put("flip_averaged", flip(flipped, gain))
                        .map(),
                List.of(
                        new Facts(List.of(
                                new Fact(
                                        "Accuracy",
                                        Wording.percent(served.accuracy()),
                                        "95 %% interval %s".formatted(Wording.range(served.interval()))),
                                new Fact("Macro F1", Wording.decimals(macroF1), "mean over the classes, 1 is best"),
                                new Fact("Log loss", Wording.decimals(served.loss()), "nats, 0 is best"),
                                new Fact("Brier score", Wording.decimals(predictions.brier()), "0 is best, 2 worst"),
                                new Fact(
                                        "Calibration error",
                                        Wording.percent(served.calibrationError()),
                                        "gap between confidence and accuracy"),
                                new Fact(
                                        "With flip averaging",
                                        Wording.percent(flipped.accuracy()),
                                        "difference %s".formatted(Wording.points(gain.interval()))))),
                        new Note(
                                "Accuracy is what the service gives. Flip averaging asks about the photo and its mirror image and takes the mean of both; it costs a second pass and is not served. Another set of photos of the same kind would give an accuracy within the interval, most of the time.")));
    }

    private static Object flip(Score flipped, Comparison gain) {
        return new Json()
                .put("accuracy", flipped.accuracy())
                .put("accuracy_95", flipped.interval())
                .put("log_loss", flipped.loss())
                .put("difference", gain.difference())
                .put("difference_95", gain.interval())
                .map();
    }
}
