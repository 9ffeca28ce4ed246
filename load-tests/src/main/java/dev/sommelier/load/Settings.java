package dev.sommelier.load;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The section `load` of the settings. `./sommelier load-test` writes all of it into a file. Whoever starts Gatling
/// through Maven names a profile instead, and `-Dload.rate=5` sets a single key.
record Settings(Config load) {
    private static final ConfigParseOptions MUST_EXIST =
            ConfigParseOptions.defaults().setAllowMissing(false);

    static Settings read() {
        String file = System.getProperty("load.settings", "");
        return file.isEmpty() ? ofCheckout() : new Settings(parse(Path.of(file)).getConfig("load"));
    }

    private static Settings ofCheckout() {
        Path home = Path.of(System.getProperty("sommelier.home", ".."));
        String profile = System.getProperty("profile", "smoke");
        if (!profile.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "-Dprofile=%s: need the name of a file in configs/load".formatted(profile));
        }
        Config typed = ConfigFactory.systemProperties().withOnlyPath("load");
        Config all = typed.withFallback(parse(home.resolve("configs/load/" + profile + ".conf")))
                .withFallback(parse(home.resolve("backend/src/main/resources/reference.conf")))
                .withFallback(ConfigFactory.parseString(
                        """
                        load.profile = %s
                        load.url = "%s"
                        load.management = ""
                        """.formatted(profile, System.getProperty("baseUrl", "http://localhost:8080"))));
        String photos = System.getProperty("photos", "");
        Config own = photos.isEmpty() ? ConfigFactory.empty() : ConfigFactory.parseMap(Map.of("load.photos", photos));
        return new Settings(own.withFallback(all).resolve().getConfig("load"));
    }

    private static Config parse(Path file) {
        try {
            return ConfigFactory.parseFile(file.toFile(), MUST_EXIST);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read (%s). The profiles are the files in configs/load"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    String text(String key) {
        return get(key, () -> load.getString(key)).strip();
    }

    double number(String key) {
        return get(key, () -> load.getDouble(key));
    }

    int count(String key) {
        int count = get(key, () -> load.getInt(key));
        if (count < 0) {
            throw new IllegalArgumentException("load.%s: need 0 or more, got %d".formatted(key, count));
        }
        return count;
    }

    boolean flag(String key) {
        return get(key, () -> load.getBoolean(key));
    }

    Duration time(String key) {
        Duration time = get(key, () -> load.getDuration(key));
        if (time.isNegative() || time.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("load.%s: need 0 to 7 days, got %s".formatted(key, time));
        }
        return time;
    }

    double millis(String key) {
        return time(key).toNanos() / 1e6;
    }

    Optional<URI> address(String key) {
        return text(key).isEmpty() ? Optional.empty() : Optional.of(URI.create(text(key)));
    }

    private static <T> T get(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (ConfigException e) {
            throw new IllegalArgumentException("load.%s: %s".formatted(key, e.getMessage()), e);
        }
    }
}
