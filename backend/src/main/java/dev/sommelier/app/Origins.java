package dev.sommelier.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;

/// Says where a setting comes from, for people: `configs/train/quick.conf:3`, `environment
/// SOMMELIER_SERVE_CAPACITY`.
record Origins(Path home) {
    String name(ConfigOrigin origin) {
        String file = origin.resource() == null ? origin.filename() : origin.resource();
        if (file != null) {
            return relative(file) + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "");
        }
        // What a file takes from an environment variable counts as the file's.
        return relative(origin.description())
                .replaceFirst("^merge of (env variables,)?", "")
                .replaceFirst(": (\\d+)$", ":$1");
    }

    /// What the library says, with the file's name as people know it and only once.
    String message(ConfigException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (e.origin() == null) {
            return relative(message);
        }
        String description = e.origin().description() + ": ";
        return "%s: %s"
                .formatted(
                        name(e.origin()),
                        relative(message.startsWith(description) ? message.substring(description.length()) : message));
    }

    private String relative(String text) {
        String folder = home.toAbsolutePath() + "/";
        return text.replace(folder, "");
    }
}
