package dev.sommelier.track;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Reads a file of a run whole, whoever put it there: no link, no pipe, and no more than memory has room for.
final class SmallFile {
    /// Far more than any card, and few enough that many can be read beside each other.
    static final int LARGEST = 1 << 20;

    private SmallFile() {}

    static byte[] read(Path file) throws IOException {
        return read(file, LARGEST);
    }

    /// @param largest bytes
    /// @throws IOException if it is larger, no plain file, or not there
    static byte[] read(Path file, int largest) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isPlain(file)) {
            throw new IOException("%s is no plain file".formatted(file.getFileName()));
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(largest + 1);
            if (content.length > largest) {
                throw new IOException("%s is larger than %,d bytes".formatted(file.getFileName(), largest));
            }
            return content;
        }
    }

    static boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
