package dev.sommelier.train;

import dev.sommelier.evaluate.Score;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// The person's side of a run: tells how it goes, a line for each epoch, and hears when it is to stop.
final class Progress {
    private final PrintStream out;
    private final int epochs;
    private final BooleanSupplier stop;
    private final long started = System.nanoTime();
    private int epoch;
    private long epochStarted;
    private int photos;
    private double loss;

    Progress(PrintStream out, int epochs, BooleanSupplier stop) {
        this.out = out;
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

    void say(String line) {
        out.println(line);
    }

    void begin(int epoch, int steps) {
        if (epoch == 1) {
            say("Training for %d epochs of %d steps".formatted(epochs, steps));
            say("epoch   loss  validation loss  accuracy  photos/s   left");
        }
        this.epoch = epoch;
        epochStarted = System.nanoTime();
        photos = 0;
        loss = 0;
    }

    void step(float loss, int count) {
        this.loss += loss * count;
        photos += count;
    }

    void end(Score validation, boolean best) {
        double seconds = (System.nanoTime() - epochStarted) / 1e9;
        Duration left = Duration.ofNanos((System.nanoTime() - started) / epoch * (epochs - epoch));
        say("%5d  %.3f            %.3f     %.3f     %5.1f  %5s%s"
                .formatted(
                        epoch,
                        loss / photos,
                        validation.loss(),
                        validation.accuracy(),
                        photos / seconds,
                        "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart()),
                        best ? "  best so far" : ""));
    }
}
