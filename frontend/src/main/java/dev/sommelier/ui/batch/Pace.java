package dev.sommelier.ui.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How fast answers come, by the latest of them.
final class Pace {
    private static final int LOOKED_AT = 60;
    private static final int FEWEST = 6;
    private final Deque<Instant> answers = new ArrayDeque<>();

    void answered(Instant when) {
        answers.addLast(when);
        if (answers.size() > LOOKED_AT) {
            answers.removeFirst();
        }
    }

    /// A pause belongs to no pace.
    void forget() {
        answers.clear();
    }

    /// {@return how long so many more take; nothing before there is a pace}
    Optional<Duration> left(int photos) {
        if (answers.size() < FEWEST) {
            return Optional.empty();
        }
        var taken = Duration.between(answers.getFirst(), answers.getLast());
        return Optional.of(taken.multipliedBy(photos).dividedBy(answers.size() - 1));
    }
}
