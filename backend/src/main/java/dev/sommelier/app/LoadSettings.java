package dev.sommelier.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The section `load`, with a profile laid over it.
///
/// @param typed what was typed, for the profile and for the service
record LoadSettings(String profile, List<String> typed, Map<String, String> environment, Settings settings) {
    private static final String SECTION = "load";
    private static final String SATURATION = "saturation";

    /// @throws dev.sommelier.failure.Failure.BadConfig that lists the profiles if there is none of this name
    static LoadSettings resolve(Path home, Map<String, String> environment, String profile, List<String> typed) {
        List<String> all =
                Stream.concat(Stream.of("load=" + profile), typed.stream()).toList();
        return new LoadSettings(profile, typed, environment, Settings.resolve(home, environment, all));
    }

    /// What the service is started with.
    List<String> ofService() {
        return typed.stream().filter(one -> !one.startsWith(SECTION + ".")).toList();
    }

    Path folder() {
        return settings.path("load.folder");
    }

    @Nullable
    Path photos() {
        Path photos = settings.pathOrNone("load.photos");
        return photos == null ? null : photos.toAbsolutePath();
    }

    /// Whether rates are parts of a capacity that nobody has told.
    boolean needsCapacity() {
        boolean parts = settings.number("load.rate") == 0 && settings.number("load.part") > 0;
        return settings.number("load.capacity") == 0 && (parts || findsCapacity());
    }

    boolean findsCapacity() {
        return settings.text("load.shape").equals("steps");
    }

    LoadSettings withCapacity(double capacity) {
        Config config =
                settings.config().withValue("load.capacity", ConfigValueFactory.fromAnyRef(Double.valueOf(capacity)));
        return new LoadSettings(profile, typed, environment, new Settings(config, settings.home()));
    }

    /// The profile that measures the capacity, with the same photos.
    LoadSettings saturation() {
        Path photos = photos();
        List<String> own = List.of(
                "load.duration=" + settings.text("load.probe"),
                "load.photos=" + (photos == null ? "" : photos),
                "load.key=" + key(),
                "load.heap=" + settings.text("load.heap"),
                "load.processors=" + settings.text("load.processors"));
        return resolve(
                settings.home(),
                environment,
                SATURATION,
                Stream.concat(ofService().stream(), own.stream()).toList());
    }

    String heap() {
        return settings.text("load.heap");
    }

    int processors() {
        return settings.integer("load.processors");
    }

    String key() {
        return settings.text("load.key");
    }

    /// For the process that sends the load, without the key.
    String render(LoadTarget target) {
        Path photos = photos();
        Config section = settings.config()
                .withOnlyPath(SECTION)
                .withValue("load.key", ConfigValueFactory.fromAnyRef(""))
                .withValue("load.photos", ConfigValueFactory.fromAnyRef(photos == null ? "" : photos.toString()))
                .withValue("load.profile", ConfigValueFactory.fromAnyRef(profile))
                .withValue(
                        "load.url", ConfigValueFactory.fromAnyRef(target.api().toString()))
                .withValue(
                        "load.management",
                        ConfigValueFactory.fromAnyRef(
                                target.management() == null
                                        ? ""
                                        : target.management().toString()));
        return section.root().render(ConfigRenderOptions.defaults().setOriginComments(false));
    }
}
