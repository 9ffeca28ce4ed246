package dev.sommelier.train;

import dev.sommelier.evaluate.HeldOut;
import dev.sommelier.evaluate.Score;
import dev.sommelier.track.Tracker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// How a run goes, for the person who watches it and for the run's record; and hears when it is to stop.
final class Progress {
    private static final String NO_INT8 =
            "in 8-bit whole numbers: not possible, as the network computes numbers that are too large";

    private final Console console;
    private final Tracker tracker;
    private final int epochs;
    private final int parts;
    private final BooleanSupplier stop;
    private long started;
    private int finished;
    private int part;
    private int steps;
    private EpochFigures figures = new EpochFigures(0);

    /// @param epochs of each part
    /// @param parts that learn one after the other
    Progress(Console console, Tracker tracker, int epochs, int parts, BooleanSupplier stop) {
        this.console = console;
        this.tracker = tracker;
        this.epochs = epochs;
        this.parts = parts;
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

    /// A training of its own begins.
    ///
    /// @param part from 0
    void part(int part) {
        this.part = part;
        finished = 0;
    }

    /// Of the run's epochs, counted through all parts.
    private int epoch() {
        return part * epochs + figures.epoch();
    }

    /// Starts the clock of an epoch.
    void begin(int epoch, int steps) {
        if (finished == 0) {
            started = System.nanoTime();
            say("Training for %s of %s".formatted(count(epochs, "epoch"), count(steps, "step")));
            say("epoch   loss  accuracy | validation loss  accuracy | photos/s  in engine   left");
        }
        this.steps = steps;
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
                (long) part * epochs * steps + step,
                epoch(),
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

    /// @param validation empty where no photos are kept for it
    void end(Optional<Score> validation, boolean best) {
        finished++;
        Duration left =
                Duration.ofNanos((System.nanoTime() - started) / finished * Math.max(0, parts * epochs - epoch()));
        say("%s | %s | %s  %5s%s"
                .formatted(
                        figures.learning(),
                        validation
                                .map(score -> "%15.3f  %8.3f".formatted(score.loss(), score.accuracy()))
                                .orElse("%15s  %8s".formatted("–", "–")),
                        figures.speed(),
                        "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart()),
                        best ? "  best so far" : ""));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", figures.loss());
        metrics.put("accuracy", figures.accuracy());
        validation.ifPresent(score -> {
            metrics.put("validation_loss", score.loss());
            metrics.put("validation_accuracy", score.accuracy());
        });
        metrics.put("photos_per_second", figures.photosPerSecond());
        metrics.put("engine_share", figures.engineShare());
        tracker.epoch(epoch(), metrics);
    }

    /// Tells what a cross-validated run is judged by. Each photo was one for validation and one for the test.
    void judged(HeldOut heldOut) {
        Score score = heldOut.score();
        say("calibration error %.3f".formatted(score.calibrationError()));
        say(heldOut.int8()
                .map(bytes -> "in 8-bit whole numbers: accuracy lower by %.4f, the same answer for %.1f %%"
                        .formatted(bytes.loss(), 100 * bytes.agreement()))
                .orElse(NO_INT8));
        summary(score, score);
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
                .orElse(NO_INT8));
        summary(validation, score);
    }

    private void summary(Score validation, Score test) {
        tracker.summary(Map.of(
                "validation_accuracy",
                validation.accuracy(),
                "validation_loss",
                validation.loss(),
                "test_accuracy",
                test.accuracy(),
                "test_loss",
                test.loss(),
                "test_calibration_error",
                test.calibrationError()));
    }

    EpochFigures figures() {
        return figures;
    }
}
