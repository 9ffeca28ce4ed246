package dev.sommelier.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.sommelier.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The settings that there are: those that `reference.conf` states.
record KnownKeys(Config reference) {
    private static final String WHOLE = "-?(0|[1-9]\\d{0,9})";
    private static final String DECIMAL = "-?(0|[1-9]\\d{0,9})(\\.\\d{1,12})?(e-?\\d{1,2})?";

    static KnownKeys load() {
        return new KnownKeys(ConfigFactory.parseResources("reference.conf"));
    }

    /// Every key of these settings, sorted.
    static List<String> of(Config config) {
        return config.entrySet().stream()
                .map(Map.Entry::getKey)
                .map(KnownKeys::plain)
                .sorted()
                .toList();
    }

    /// `serve."http".port` is `serve.http.port`.
    static String plain(String path) {
        return String.join(".", ConfigUtil.splitPath(path));
    }

    /// @param where the key stands, to put before the message, for example `configs/sommelier.conf:3: `
    /// @throws Failure.BadConfig that names the nearest keys, if there is none of this name
    void check(String key, String where) {
        List<String> keys = of(reference);
        if (keys.contains(key)) {
            return;
        }
        List<String> all = Stream.concat(keys.stream(), Group.keys().stream()).toList();
        String hint = Group.keys().contains(key)
                ? "Choose a file of configs/%s by %s=NAME on the command line.".formatted(key, key)
                : Nearest.to(key, all).question("./sommelier config lists them all.");
        throw new Failure.BadConfig("%s%s is not a setting. %s".formatted(where, key, hint));
    }

    /// A number stays a number, so that a setting reads the same in a model's card however it was given; what is
    /// text by default stays as it was written.
    ///
    /// @param key a known one
    /// @param origin where it comes from, for people
    ConfigValue typed(String key, String value, String origin) {
        return ConfigValueFactory.fromAnyRef(typed(reference.getValue(key), value), origin);
    }

    private static Object typed(ConfigValue byDefault, String value) {
        boolean number = byDefault.valueType() == ConfigValueType.NUMBER;
        if (number && value.matches(WHOLE)) {
            return Long.valueOf(value);
        }
        return number && byDefault.unwrapped() instanceof Double && value.matches(DECIMAL)
                ? (Object) Double.valueOf(value)
                : value;
    }
}
