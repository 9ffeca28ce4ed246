package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file that a setting names, and no more of it than such a file can have.
final class SmallFile {

    private SmallFile() {}

    /// @throws Failure.CannotStart that names the setting if the file cannot be read or is too large
    static byte[] bytes(String setting, Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Failure.CannotStart(
                        "%s: %s has more than %,d bytes. Name the right file.".formatted(setting, file, most));
            }
            return bytes;
        } catch (IOException e) {
            throw new Failure.CannotStart("%s: %s cannot be read (%s). Name a file that this user may read."
                    .formatted(setting, file, e.getClass().getSimpleName()));
        }
    }

    static String text(String setting, Path file, int most) {
        return new String(bytes(setting, file, most), StandardCharsets.UTF_8);
    }
}
