package dev.sommelier.train;

import dev.sommelier.evaluate.Score;
import dev.sommelier.track.Tracker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// How a run goes, for the person who watches it and for the run's record; and hears when it is to stop.
final class Progress {
    private final Console console;
    private final Tracker tracker;
    private final int epochs;
    private final BooleanSupplier stop;
    private long started;
    private int finished;
    private EpochFigures figures = new EpochFigures(0);

    Progress(Console console, Tracker tracker, int epochs, BooleanSupplier stop) {
        this.console = console;
        this.tracker = tracker;
        this.epochs = epochs;
        this.stop = stop;
    }

    /// Called where nothing native runs: ending the process within a step would crash it.
    ///
    /// @throws CancellationException if somebody wants the run to stop
    void checkStop() {
        if (stop.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
    }

    /// A file's name may hold what a terminal would obey.
    void say(String line) {
        console.out().println(line.replaceAll("\\p{Cntrl}", "?"));
    }

    Tracker tracker() {
        return tracker;
    }

    /// A bar for something that takes its time; plain lines do without.
    Bar bar(String task, long photos) {
        return console.terminal() ? Bar.drawn(console.out(), task, photos) : Bar.none();
    }

    /// Starts the clock of an epoch.
    void begin(int epoch, int steps) {
        if (finished == 0) {
            started = System.nanoTime();
            say("Training for %s of %s".formatted(count(epochs, "epoch"), count(steps, "step")));
            say("epoch   loss  accuracy | validation loss  accuracy | photos/s  in engine   left");
        }
        figures = new EpochFigures(epoch);
    }

    private static String count(int count, String unit) {
        return "%d %s".formatted(count, count == 1 ? unit : unit + "s");
    }

    /// @param step counted over the whole run
    /// @param nanos that the engine took for it
    void step(int step, int photos, Learner.Step learnt, double rate, long nanos) {
        figures.add(learnt, photos, nanos);
        tracker.step(
                step,
                figures.epoch(),
                Map.of(
                        "loss",
                        (double) learnt.loss(),
                        "accuracy",
                        (double) learnt.right() / photos,
                        "rate",
                        rate,
                        "engine_seconds",
                        nanos / 1e9));
    }

    /// Ends the training part of an epoch.
    void learned() {
        figures.stop();
    }

    void end(Score validation, boolean best) {
        finished++;
        Duration left =
                Duration.ofNanos((System.nanoTime() - started) / finished * Math.max(0, epochs - figures.epoch()));
        say("%s | %15.3f  %8.3f | %s  %5s%s"
                .formatted(
                        figures.learning(),
                        validation.loss(),
                        validation.accuracy(),
                        figures.speed(),
                        "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart()),
                        best ? "  best so far" : ""));
        tracker.epoch(
                figures.epoch(),
                Map.of(
                        "loss",
                        figures.loss(),
                        "accuracy",
                        figures.accuracy(),
                        "validation_loss",
                        validation.loss(),
                        "validation_accuracy",
                        validation.accuracy(),
                        "photos_per_second",
                        figures.photosPerSecond(),
                        "engine_share",
                        figures.engineShare()));
    }

    /// Tells what the run is judged by.
    void judged(Judgement judgement, TestResult test) {
        Score validation = judgement.validation();
        Score score = test.score();
        say("validation: accuracy %.3f, loss %.3f".formatted(validation.accuracy(), validation.loss()));
        say("test: accuracy %.3f (95 %%: %.3f to %.3f), loss %.3f, calibration error %.3f; %d photos"
                .formatted(
                        score.accuracy(),
                        score.interval().low(),
                        score.interval().high(),
                        score.loss(),
                        score.calibrationError(),
                        score.photos()));
        say(judgement
                .int8()
                .map(int8 -> "in 8-bit whole numbers: validation accuracy lower by %.4f, the same answer for %.1f %%"
                        .formatted(int8.int8().accuracyLoss(), 100 * int8.agreement()))
                .orElse("in 8-bit whole numbers: not possible, as the network computes numbers that are too large"));
        tracker.summary(Map.of(
                "validation_accuracy",
                validation.accuracy(),
                "validation_loss",
                validation.loss(),
                "test_accuracy",
                score.accuracy(),
                "test_loss",
                score.loss(),
                "test_calibration_error",
                score.calibrationError()));
    }

    EpochFigures figures() {
        return figures;
    }
}
