package dev.sommelier.track;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs for tests, and what was warned of.
record Recorded(Path folder, List<String> warnings) {
    static final Instant TEN = Instant.parse("2026-11-01T10:11:12Z");
    static final Environment HERE =
            Environment.current(Map.of("djl", "0.35.1"), Optional.of("abc123"), List.of("train"));

    Recorded(Path folder) {
        this(folder, Collections.synchronizedList(new ArrayList<>()));
    }

    Tracking tracking() {
        return tracking(Duration.ZERO);
    }

    Tracking tracking(Duration interval) {
        return new Tracking(folder, interval, warnings::add, Clock.fixed(TEN, ZoneOffset.UTC));
    }

    Run run(String name) {
        return tracking().create(name, Map.of("train.epochs", 3), HERE, Map.of());
    }

    Runs runs() {
        return new Runs(folder);
    }

    StoredRun read(Run run) {
        return StoredRun.open(run.folder());
    }

    static Map<String, Double> loss(double value) {
        return Map.of("loss", value);
    }
}
