package dev.sommelier.load.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Samples as a load would bring them, evenly spaced.
final class Seen {
    final List<Sample> samples = new ArrayList<>();

    static Promise promise() {
        return new Promise(0.01, false, 0, 500, 0.25, 0, Duration.ZERO, 1.5, 0);
    }

    static Promise underOverload(double goodput, Duration recovery) {
        return new Promise(0, true, 0, 0, 0.25, goodput, recovery, 1.5, 0);
    }

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    Seen photos(double from, double to, double rate, double millis) {
        return photos(from, to, rate, millis, Outcome.RIGHT);
    }

    Seen photos(double from, double to, double rate, double millis, Outcome outcome) {
        int count = (int) Math.round((to - from) * rate);
        for (int number = 0; number < count; number++) {
            samples.add(new Sample(from + (number + 0.5) / rate, millis, Kind.PHOTO, outcome));
        }
        return this;
    }

    Verdict judged(Shape shape, Timeline timeline, Promise promise) {
        return judged(shape, timeline, promise, 0);
    }

    Verdict judged(Shape shape, Timeline timeline, Promise promise, double capacity) {
        return Judge.of(new Load("test", shape, timeline, promise, capacity), samples, List.of());
    }
}
