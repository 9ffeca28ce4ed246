package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Files of settings of which one is chosen by name: `train=quick` takes `configs/train/quick.conf`.
///
/// A file may set keys of any section, as choices hang together: another network needs other weights to start
/// from, which is a setting of the training. Where two chosen files set the same key, that of the later group here
/// wins.
enum Group {
    DATASET,
    MODEL,
    TRAIN,
    SERVE,
    LOAD,
    SWEEP;

    private static final String SUFFIX = ".conf";

    static List<String> keys() {
        return Stream.of(values()).map(Group::key).toList();
    }

    /// For example `train`.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The chosen file. Only names that the folder lists are taken, so none leads out of it.
    ///
    /// @param home the project's folder
    /// @param as what was given, for the message, for example `train=quick`
    /// @throws Failure.BadConfig that lists the choices
    Path file(Path home, String choice, String as) {
        List<String> choices = choices(home);
        if (!choices.contains(choice)) {
            throw new Failure.BadConfig("%s: configs/%s has %s. %s"
                    .formatted(
                            as,
                            key(),
                            choices.isEmpty() ? "no *.conf files" : String.join(", ", choices),
                            Nearest.to(choice, choices)
                                    .question(
                                            "Your own goes into configs/%s/NAME.conf; a single setting is written %s.KEY=VALUE."
                                                    .formatted(key(), key()))));
        }
        return folder(home).resolve(choice + SUFFIX);
    }

    private List<String> choices(Path home) {
        if (!Files.isDirectory(folder(home))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(home))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure.BadConfig("configs/%s cannot be read (%s)".formatted(key(), e.getMessage()));
        }
    }

    private Path folder(Path home) {
        return home.resolve("configs").resolve(key());
    }
}
