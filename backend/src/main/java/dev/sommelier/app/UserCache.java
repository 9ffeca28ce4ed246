package dev.sommelier.app;

import java.nio.file.Path;
import java.util.Optional;

/// Where this user's programs keep what they can make again.
///
/// @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
final class UserCache {
    private UserCache() {}

    static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("sommelier");
    }
}
