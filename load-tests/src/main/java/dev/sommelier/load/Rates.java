package dev.sommelier.load;

import dev.sommelier.load.result.Phase;
import dev.sommelier.load.result.Recovery;
import dev.sommelier.load.result.Shape;
import dev.sommelier.load.result.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How many arrive, and when: a timeline from the settings.
record Rates(Settings settings) {
    /// A climb is looked at in pieces of this length.
    private static final Duration PIECE = Duration.ofSeconds(5);

    /// Of the rate that it climbs to.
    private static final double FOOT_OF_A_RAMP = 0.1;

    Timeline timeline(Shape shape) {
        List<Phase> phases = new ArrayList<>();
        Duration warmUp = settings.time("warm-up");
        if (warmUp.isPositive()) {
            phases.add(Phase.warmUp(
                    shape == Shape.STEPS ? steps().getFirst() : rate() * (shape == Shape.RAMP ? FOOT_OF_A_RAMP : 1),
                    warmUp));
        }
        phases.addAll(
                switch (shape) {
                    case STEADY -> List.of(Phase.constant("steady", rate(), length("duration")));
                    case RAMP -> ramp(rate(), length("duration"));
                    case BURST -> burst(rate());
                    case STEPS ->
                        steps().stream()
                                .map(rate -> Phase.step(rate, rate, length("steps.duration")))
                                .toList();
                });
        return new Timeline(phases);
    }

    /// Arrivals a second.
    private double rate() {
        double rate = settings.number("rate");
        double part = settings.number("part");
        if (!(rate >= 0 && part >= 0)) {
            throw new IllegalArgumentException("load.rate, load.part: need 0 or more");
        }
        return rate > 0 ? rate : part == 0 ? 0 : part * capacity();
    }

    private double capacity() {
        double capacity = settings.number("capacity");
        if (!(capacity > 0)) {
            throw new IllegalArgumentException(
                    "load.capacity: this profile's rates are parts of it, so it has to be known. "
                            + "./sommelier load-test measures it first");
        }
        return capacity;
    }

    private List<Double> steps() {
        List<Double> parts;
        try {
            parts = Stream.of(settings.text("steps.parts").split(",", -1))
                    .map(part -> Double.valueOf(part.strip()))
                    .toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "load.steps.parts: need numbers separated by commas, got " + settings.text("steps.parts"), e);
        }
        if (parts.stream().anyMatch(part -> !(part > 0))
                || !parts.equals(parts.stream().sorted().toList())) {
            throw new IllegalArgumentException("load.steps.parts: need rising numbers above 0, got " + parts);
        }
        double capacity = capacity();
        return parts.stream().map(part -> part * capacity).toList();
    }

    private static List<Phase> ramp(double rate, Duration length) {
        int pieces = (int) Math.max(1, length.dividedBy(PIECE));
        double foot = FOOT_OF_A_RAMP * rate;
        double climb = (rate - foot) / pieces;
        return IntStream.range(0, pieces)
                .mapToObj(
                        piece -> Phase.step(foot + piece * climb, foot + (piece + 1) * climb, length.dividedBy(pieces)))
                .toList();
    }

    private List<Phase> burst(double rate) {
        return List.of(
                Phase.constant(Recovery.BEFORE, rate, length("burst.before")),
                Phase.constant(Recovery.BURST, rate * settings.number("burst.times"), length("burst.duration")),
                Phase.constant(Recovery.AFTER, rate, length("burst.after")));
    }

    private Duration length(String key) {
        Duration length = settings.time(key);
        if (length.toMillis() < 1000) {
            throw new IllegalArgumentException("load.%s: need 1 s or more, got %s".formatted(key, length));
        }
        return length;
    }
}
