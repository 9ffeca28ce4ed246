package dev.sommelier.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The names of a run's files.
record RunFolder(Path path) {
    String id() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    Path card() {
        return path.resolve("run.json");
    }

    Path config() {
        return path.resolve("config.json");
    }

    Path environment() {
        return path.resolve("environment.json");
    }

    Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    Path system() {
        return path.resolve("system.jsonl");
    }

    Path artefacts() {
        return path.resolve("artefacts");
    }

    Path lock() {
        return path.resolve("run.lock");
    }

    /// When something was last written of how the run goes, milliseconds since 1970.
    OptionalLong lastWritten() throws IOException {
        long last = -1;
        for (Path file : new Path[] {metrics(), system()}) {
            if (Files.exists(file)) {
                last = Math.max(last, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
