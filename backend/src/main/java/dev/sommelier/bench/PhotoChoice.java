package dev.sommelier.bench;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.inference.DirectFloats;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes the files that the server will be able to answer: else its refusals would be measured.
final class PhotoChoice {
    private final PhotoReader reader;
    private final long maxBytes;
    private final FloatBuffer tensor;
    private final List<byte[]> files = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    PhotoChoice(PhotoReader reader, long maxBytes) {
        this.reader = reader;
        this.maxBytes = maxBytes;
        this.tensor = DirectFloats.of(reader.preprocessing().floats());
    }

    /// @return bytes that it took
    long offer(Path folder, Path relative) {
        try {
            byte[] photo = read(folder.resolve(relative));
            reader.read(photo, tensor.clear());
            files.add(photo);
            return photo.length;
        } catch (Failure | IOException e) {
            leftOut.add("%s: %s".formatted(relative, e.getMessage()));
            return 0;
        }
    }

    private byte[] read(Path file) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw Failure.TooLarge.bytes(maxBytes);
        }
        return Files.readAllBytes(file);
    }

    List<byte[]> files() {
        return files;
    }

    List<String> leftOut() {
        return leftOut;
    }
}
