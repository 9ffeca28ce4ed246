package dev.sommelier.train;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// How far a run has come.
///
/// @param epoch the last one that was finished, 0 before the first
/// @param step moves of the parameters so far
/// @param bestEpoch the one with the lowest validation loss, 0 for the linear probe
/// @param lowest that loss, nats
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Standing(int epoch, int step, int bestEpoch, double lowest) {
    static Standing start() {
        return new Standing(0, 0, 0, Double.POSITIVE_INFINITY);
    }

    Standing judged(double loss) {
        return loss < lowest ? new Standing(epoch, step, epoch, loss) : this;
    }

    /// The last epoch is as good as it gets where nothing tells which one is best.
    Standing newest() {
        return new Standing(epoch, step, epoch, lowest);
    }

    Standing after(int steps) {
        return new Standing(epoch + 1, step + steps, bestEpoch, lowest);
    }

    boolean best() {
        return bestEpoch == epoch;
    }

    /// Epochs since the best one.
    int waited() {
        return epoch - bestEpoch;
    }
}
