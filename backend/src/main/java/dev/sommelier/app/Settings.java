package dev.sommelier.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.Secrets;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All settings as resolved by [Layers].
record Settings(Config config, Path home) {
    private static final String NUMBER = "[+-]?[0-9.]+([eE][+-]?[0-9]{1,4})?";

    /// @param home the project's folder
    /// @throws Failure.BadConfig that names an unknown key and the nearest known one, or an unreadable file
    static Settings resolve(Path home, Map<String, String> environment, List<String> overrides) {
        return new Layers(home, environment).resolve(Assignment.parse(overrides));
    }

    /// Every key and value, secrets masked, for keeping with a run.
    Map<String, Object> resolved() {
        Map<String, Object> resolved = new TreeMap<>();
        values().forEach((key, value) -> resolved.put(key, Secrets.masked(key, value.unwrapped())));
        return resolved;
    }

    /// What [#resolved] says of the given sections alone.
    Map<String, Object> stated(String... sections) {
        Map<String, Object> stated = resolved();
        stated.keySet().removeIf(key -> Stream.of(sections).noneMatch(section -> key.startsWith(section + ".")));
        return stated;
    }

    /// Every value by its key, each with where it comes from.
    Map<String, ConfigValue> values() {
        Map<String, ConfigValue> values = new TreeMap<>();
        config.entrySet().forEach(e -> values.put(KnownKeys.plain(e.getKey()), e.getValue()));
        return values;
    }

    String text(String key) {
        return get(key, "one value", c -> c.getString(key)).strip();
    }

    /// Values separated by commas.
    List<String> list(String key) {
        return Stream.of(text(key).split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// A path, or null where none is set.
    @Nullable
    Path pathOrNone(String key) {
        return text(key).isEmpty() ? null : path(key);
    }

    /// A path: what a person typed is meant from where they are, everything else from the project's folder.
    Path path(String key) {
        Path path = get(key, "the path of a file or folder", c -> path(c, key));
        boolean typed = config.getValue(key).origin().description().startsWith(Assignment.COMMAND_LINE);
        return typed ? path : home.resolve(path);
    }

    int integer(String key) {
        String kind = "a whole number up to 2147483647";
        return get(key, kind, c -> decimal(c, key).intValueExact());
    }

    long whole(String key) {
        return get(key, "a whole number", c -> decimal(c, key).longValueExact());
    }

    long bytes(String key) {
        String kind = "a size in whole bytes, such as 512 KiB or 20 MiB";
        return get(key, kind, c -> isNumber(c, key) ? decimal(c, key).longValueExact() : c.getBytes(key));
    }

    double number(String key) {
        return get(key, "a number", c -> decimal(c, key).doubleValue());
    }

    boolean flag(String key) {
        return get(key, "true or false", c -> c.getBoolean(key));
    }

    Duration duration(String key) {
        String kind = "a time, such as 500ms, 10s or 2m";
        return get(key, kind, c -> isNumber(c, key) ? millis(decimal(c, key)) : c.getDuration(key));
    }

    private static Duration millis(BigDecimal millis) {
        return Duration.ofMillis(millis.longValueExact());
    }

    private static Path path(Config config, String key) {
        return Path.of(config.getString(key).strip());
    }

    private static boolean isNumber(Config config, String key) {
        return config.getString(key).strip().matches(NUMBER);
    }

    /// The library's own numbers would be cut to the nearest that fits.
    private static BigDecimal decimal(Config config, String key) {
        return new BigDecimal(config.getString(key).strip());
    }

    /// Reads a value of its kind; any other is refused with the key.
    private <T> T get(String key, String kind, Function<Config, T> read) {
        try {
            return read.apply(config);
        } catch (ConfigException | ArithmeticException | NumberFormatException | InvalidPathException e) {
            throw new Failure.BadConfig("%s: needs %s, got %s".formatted(key, kind, got(key)));
        }
    }

    private String got(String key) {
        if (!config.hasPath(key)) {
            return "null";
        }
        ConfigValue value = config.getValue(key);
        return value.valueType() == ConfigValueType.STRING
                ? "'%s'".formatted(Secrets.masked(key, value.unwrapped()))
                : value.render(ConfigRenderOptions.concise());
    }
}
