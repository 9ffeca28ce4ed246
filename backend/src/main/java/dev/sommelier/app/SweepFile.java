package dev.sommelier.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.sommelier.failure.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Reads the part of a file of `configs/sweep` that says what is varied:
/// `sweep { train.learning-rate = [1e-3, 3e-4] }`.
final class SweepFile {
    static final String SECTION = "sweep";

    private SweepFile() {}

    /// @param file resolved
    /// @return axes in the order of the file's lines
    /// @throws Failure.BadConfig if there are none, or one has no list of plain values
    static Grid grid(Config file, Origins origins) {
        if (!file.hasPath(SECTION) || file.getValue(SECTION).valueType() != ConfigValueType.OBJECT) {
            throw new Failure.BadConfig("%s: has no section of the form sweep { KEY = [VALUE, VALUE] }"
                    .formatted(origins.name(file.origin())));
        }
        Config sweep = file.getConfig(SECTION);
        return new Grid(sweep.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, ConfigValue> entry) ->
                                entry.getValue().origin().lineNumber())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> axis(sweep, entry, origins))
                .toList());
    }

    private static Axis axis(Config sweep, Map.Entry<String, ConfigValue> entry, Origins origins) {
        String where = origins.name(entry.getValue().origin());
        String key = KnownKeys.plain(entry.getKey());
        try {
            List<String> values = sweep.getStringList(entry.getKey());
            return new Axis(key, values, where);
        } catch (ConfigException e) {
            throw new Failure.BadConfig("%s: sweep.%s: needs a list of values, for example [1, 2], got %s"
                    .formatted(where, key, entry.getValue().unwrapped()));
        }
    }
}
