package dev.sommelier.train;

/// Sums over the steps of an epoch.
final class EpochFigures {
    private final int epoch;
    private final long started = System.nanoTime();
    private long stopped;
    private long engine;
    private int photos;
    private int right;
    private double loss;

    EpochFigures(int epoch) {
        this.epoch = epoch;
    }

    /// @param nanos that the engine took for the step
    void add(Learner.Step step, int count, long nanos) {
        loss += (double) step.loss() * count;
        right += step.right();
        photos += count;
        engine += nanos;
    }

    /// What comes after this is not learning.
    void stop() {
        stopped = System.nanoTime();
    }

    int epoch() {
        return epoch;
    }

    double loss() {
        return loss / photos;
    }

    double accuracy() {
        return (double) right / photos;
    }

    double photosPerSecond() {
        return photos / seconds();
    }

    /// Part of the time in which the engine worked; the rest is waiting for photos and bookkeeping.
    double engineShare() {
        return engine / 1e9 / seconds();
    }

    private double seconds() {
        return ((stopped == 0 ? System.nanoTime() : stopped) - started) / 1e9;
    }

    String learning() {
        return "%5d  %5.3f  %8.3f".formatted(epoch, loss(), accuracy());
    }

    /// To stand behind a bar.
    String note() {
        return "loss %.3f, accuracy %.3f".formatted(loss(), accuracy());
    }

    String speed() {
        return "%8.1f  %8.0f%%".formatted(photosPerSecond(), 100 * engineShare());
    }
}
