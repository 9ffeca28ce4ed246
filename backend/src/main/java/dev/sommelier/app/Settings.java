package dev.sommelier.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// All settings as resolved: `reference.conf`, then `configs/sommelier.conf`, then the environment, then `key=value`
/// on the command line; the later one wins.
record Settings(Config config, Path home) {
    private static final String COMMAND_LINE = "command line";
    private static final String PREFIX = "SOMMELIER_";

    /// @param home the project's folder
    /// @throws Failure.BadConfig that names an unknown key and the nearest known one, or an unreadable file
    static Settings resolve(Path home, Map<String, String> environment, List<String> overrides) {
        Config known = ConfigFactory.parseResources("reference.conf");
        try {
            Config file = ConfigFactory.parseFile(
                    home.resolve("configs/sommelier.conf").toFile(),
                    ConfigParseOptions.defaults().setAllowMissing(true));
            checkKeys(file, known);
            return new Settings(
                    commandLine(overrides, known)
                            .withFallback(environment(environment, known))
                            .withFallback(file)
                            .withFallback(known)
                            .resolve(),
                    home);
        } catch (ConfigException e) {
            throw new Failure.BadConfig("configs/sommelier.conf: " + e.getMessage());
        }
    }

    private static Config commandLine(List<String> overrides, Config known) {
        Map<String, Object> values = new HashMap<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new Failure.BadConfig("'%s' is not of the form key=value".formatted(override));
            }
            values.put(override.substring(0, equals), typed(override.substring(equals + 1)));
        }
        values.keySet().forEach(key -> checkKey(key, known));
        return ConfigFactory.parseMap(values, COMMAND_LINE);
    }

    /// A number stays a number, so that a setting reads the same in a model's card however it was given.
    private static Object typed(String value) {
        if (value.matches("-?(0|[1-9]\\d{0,9})")) {
            return Long.valueOf(value);
        }
        return value.matches("-?\\d{1,10}(\\.\\d{1,12})?(e-?\\d{1,2})?") && !value.matches("-?0\\d.*")
                ? Double.valueOf(value)
                : value;
    }

    /// `SOMMELIER_SERVE_MAX_BATCH` sets `serve.max-batch`. Only known keys are looked up, as other programs may use
    /// the same prefix.
    private static Config environment(Map<String, String> environment, Config known) {
        Map<String, Object> values = new HashMap<>();
        for (String key : keys(known)) {
            String name = PREFIX + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
            if (environment.containsKey(name)) {
                values.put(key, environment.get(name));
            }
        }
        return ConfigFactory.parseMap(values, "environment");
    }

    private static void checkKeys(Config config, Config known) {
        keys(config).forEach(key -> checkKey(key, known));
    }

    private static void checkKey(String key, Config known) {
        List<String> keys = keys(known);
        if (!keys.contains(key)) {
            String nearest = keys.stream()
                    .min(Comparator.comparing(
                            k -> LevenshteinDistance.getDefaultInstance().apply(k, key)))
                    .orElseThrow();
            throw new Failure.BadConfig("%s is not a setting. Did you mean %s?".formatted(key, nearest));
        }
    }

    private static List<String> keys(Config config) {
        return config.entrySet().stream()
                .map(Map.Entry::getKey)
                .map(path -> String.join(".", ConfigUtil.splitPath(path)))
                .sorted()
                .toList();
    }

    /// Every key and value, for keeping with what they led to.
    Map<String, Object> stated(String... groups) {
        Map<String, Object> stated = new TreeMap<>();
        for (String group : groups) {
            config.getConfig(group)
                    .entrySet()
                    .forEach(e ->
                            stated.put(group + "." + e.getKey(), e.getValue().unwrapped()));
        }
        return stated;
    }

    /// Reads a value of its type; a wrong type is refused with the key.
    <T> T get(String key, Function<Config, T> read) {
        try {
            return read.apply(config);
        } catch (ConfigException e) {
            Object value = config.hasPath(key) ? config.getValue(key).unwrapped() : "null";
            throw new Failure.BadConfig("%s: cannot be %s".formatted(key, value));
        }
    }

    String text(String key) {
        return get(key, c -> c.getString(key)).strip();
    }

    /// A path: what a person typed is meant from where they are, everything else from the project's folder.
    Path path(String key) {
        Path path = Path.of(text(key));
        boolean typed = config.getValue(key).origin().description().startsWith(COMMAND_LINE);
        return typed ? path : home.resolve(path);
    }

    int integer(String key) {
        return get(key, c -> c.getInt(key));
    }

    long whole(String key) {
        return get(key, c -> c.getLong(key));
    }

    long bytes(String key) {
        return get(key, c -> c.getBytes(key));
    }

    double number(String key) {
        return get(key, c -> c.getDouble(key));
    }

    Duration duration(String key) {
        return get(key, c -> c.getDuration(key));
    }
}
