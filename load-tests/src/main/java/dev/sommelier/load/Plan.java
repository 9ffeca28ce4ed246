package dev.sommelier.load;

import dev.sommelier.load.journey.Mix;
import dev.sommelier.load.photo.Photos;
import dev.sommelier.load.result.Load;
import dev.sommelier.load.result.Promise;
import dev.sommelier.load.result.Shape;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a profile asks for.
///
/// @param photos folder of photos; empty draws some
/// @param people that are there at any time, each thinking for `think` between two photos
/// @param clients programs that send one photo after the other
/// @param batches programs that send many photos at a time
record Plan(
        Target target,
        Load load,
        Mix mix,
        Optional<Path> photos,
        int people,
        Duration think,
        int clients,
        int batches) {
    Plan {
        if (people + clients + batches == 0 && load.timeline().phases().stream().allMatch(phase -> phase.to() == 0)) {
            throw new IllegalArgumentException(
                    "load: nobody comes. Set one of rate, part, people, clients and batches");
        }
    }

    static Plan of(Settings settings) {
        Shape shape = shape(settings.text("shape"));
        Load load = new Load(
                settings.text("profile"),
                shape,
                new Rates(settings).timeline(shape),
                promise(settings),
                settings.number("capacity"));
        return new Plan(
                new Target(URI.create(settings.text("url")), settings.address("management"), key(settings)),
                load,
                new Mix(settings.number("bad-share"), settings.number("health-share")),
                settings.text("photos").isEmpty() ? Optional.empty() : Optional.of(Path.of(settings.text("photos"))),
                settings.count("people"),
                settings.time("think"),
                settings.count("clients"),
                settings.count("batches"));
    }

    Photos read() {
        return photos.map(Photos::of).orElseGet(Photos::drawn);
    }

    /// A file would keep it; so it comes through the environment, which other users cannot read.
    private static String key(Settings settings) {
        return Optional.ofNullable(System.getenv("SOMMELIER_LOAD_KEY")).orElseGet(() -> settings.text("key"));
    }

    private static Shape shape(String name) {
        return Stream.of(Shape.values())
                .filter(shape -> name(shape).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("load.shape: need one of %s, got %s"
                        .formatted(
                                List.of(Shape.values()).stream().map(Plan::name).toList(), name)));
    }

    private static String name(Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT);
    }

    private static Promise promise(Settings settings) {
        return new Promise(
                settings.number("promise.errors"),
                settings.flag("promise.refusals"),
                settings.millis("promise.p95"),
                settings.millis("promise.p99"),
                settings.number("promise.other-class"),
                settings.number("promise.goodput"),
                settings.time("promise.recovery"),
                settings.number("promise.tolerance"),
                settings.millis("promise.cpu"));
    }
}
