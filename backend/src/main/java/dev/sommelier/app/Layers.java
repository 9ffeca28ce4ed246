package dev.sommelier.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import dev.sommelier.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The places that settings come from, one laid over the other: `reference.conf`, `configs/sommelier.conf`, the
/// chosen file of each group, the environment, the command line. The later one wins.
///
/// @param home the project's folder
/// @param environment `SOMMELIER_SERVE_MAX_BATCH` sets `serve.max-batch`, and `SOMMELIER_TRAIN` chooses a file
record Layers(Path home, Map<String, String> environment) {
    private static final String PREFIX = "SOMMELIER_";

    /// @param typed of several for one key the last counts, so a script can put its own before those of its user
    /// @throws Failure.BadConfig that names an unknown key or choice and the nearest known one, or a file that
    ///     cannot be read
    Settings resolve(List<Assignment> typed) {
        KnownKeys known = KnownKeys.load();
        try {
            Config files = own(known).withFallback(known.reference());
            for (Map.Entry<Group, Path> choice : choices(typed).entrySet()) {
                files = chosen(choice.getKey(), choice.getValue(), known).withFallback(files);
            }
            Config all = typed(typed, known).withFallback(environment(known)).withFallback(files);
            return new Settings(all.resolve(), home);
        } catch (ConfigException e) {
            throw new Failure.BadConfig(new Origins(home).message(e));
        }
    }

    /// What a file of `configs/sweep` varies.
    Grid grid(Assignment choice) {
        Path file = Group.SWEEP.file(home, choice.value(), choice.toString());
        try {
            return SweepFile.grid(parse(file).resolve(), new Origins(home));
        } catch (ConfigException e) {
            throw new Failure.BadConfig(new Origins(home).message(e));
        }
    }

    private Config own(KnownKeys known) {
        Path file = home.resolve("configs/sommelier.conf");
        return Files.exists(file) ? checked(parse(file), known) : ConfigFactory.empty();
    }

    private Config chosen(Group group, Path file, KnownKeys known) {
        Config config = parse(file);
        return checked(group == Group.SWEEP ? config.withoutPath(SweepFile.SECTION) : config, known);
    }

    private Config checked(Config file, KnownKeys known) {
        file.entrySet()
                .forEach(entry -> known.check(
                        KnownKeys.plain(entry.getKey()),
                        new Origins(home).name(entry.getValue().origin()) + ": "));
        return file;
    }

    /// In the order of the groups. The environment never chooses a sweep: it costs hours, so a person asks.
    private Map<Group, Path> choices(List<Assignment> typed) {
        Map<Group, Path> chosen = new EnumMap<>(Group.class);
        for (Group group : Group.values()) {
            String variable = PREFIX + group.name();
            String choice = environment.getOrDefault(variable, "");
            if (group != Group.SWEEP && !choice.isEmpty()) {
                chosen.put(group, group.file(home, choice, variable + "=" + choice));
            }
        }
        for (Assignment choice : typed.stream().filter(Assignment::chooses).toList()) {
            Group group = Group.valueOf(choice.key().toUpperCase(Locale.ROOT));
            chosen.put(group, group.file(home, choice.value(), choice.where() + choice));
        }
        return chosen;
    }

    private Config parse(Path file) {
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException.IO e) {
            throw new Failure.BadConfig("%s: this file, or one that it includes, cannot be read (%s)"
                    .formatted(home.relativize(file), new Origins(home).message(e)));
        }
    }

    private static Config typed(List<Assignment> typed, KnownKeys known) {
        Config config = ConfigFactory.empty();
        for (Assignment one : typed) {
            if (!one.chooses()) {
                known.check(one.key(), one.where());
                config = with(config, one, known);
            }
        }
        return config;
    }

    /// Only known keys are looked up, as other programs may use the same prefix.
    private Config environment(KnownKeys known) {
        Config config = ConfigFactory.empty();
        for (String key : KnownKeys.of(known.reference())) {
            String name = PREFIX + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
            String value = environment.get(name);
            if (value != null) {
                config = with(config, new Assignment(key, value, "environment " + name), known);
            }
        }
        return config;
    }

    private static Config with(Config config, Assignment one, KnownKeys known) {
        List<String> parts = List.of(one.key().split("\\.", -1));
        return config.withValue(ConfigUtil.joinPath(parts), known.typed(one.key(), one.value(), one.origin()));
    }
}
