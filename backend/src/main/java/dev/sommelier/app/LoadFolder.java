package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What one load test keeps: the report, the verdict, every request, and what the processes said.
///
/// @param id its time and profile
record LoadFolder(Path path, String id) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    static LoadFolder create(Path parent, String profile) {
        String id = LocalDateTime.now(ZoneOffset.UTC).format(TIME) + "-" + profile;
        Path path = parent.resolve(id).toAbsolutePath();
        try {
            return new LoadFolder(Files.createDirectories(path), id);
        } catch (IOException e) {
            throw new Failure.CannotStart("load.folder: %s cannot be made (%s)".formatted(path, e.getMessage()));
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }
}
