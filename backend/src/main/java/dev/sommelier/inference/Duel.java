package dev.sommelier.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What came of running two trials in turns, so that a machine that is busy for a while slows both.
///
/// @param ratio how many times as fast the challenger is: the median of the rounds, so that one bad moment decides
///     nothing
/// @param speed images a second of the challenger
record Duel(double ratio, double speed) {
    private static final int ROUNDS = 3;

    /// @param look shortest time of each one's turn in a round, ns
    /// @param over asked before each round
    /// @return empty if the time was too short to tell
    static Optional<Duel> between(Trial champion, Trial challenger, long look, BooleanSupplier over)
            throws InterruptedException {
        double[] ratios = new double[ROUNDS];
        double[] speeds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            if (over.getAsBoolean()) {
                return Optional.empty();
            }
            // Each goes first in turn: what heats up or cools down favours neither.
            double before = round % 2 == 0 ? champion.speed(look) : 0;
            speeds[round] = challenger.speed(look);
            ratios[round] = speeds[round] / (round % 2 == 0 ? before : champion.speed(look));
        }
        return Optional.of(new Duel(median(ratios), median(speeds)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[ROUNDS / 2];
    }
}
