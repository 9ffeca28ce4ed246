package dev.sommelier.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Weights in any format that is read here: safetensors, or a state dict of torch (`.pth`, `.pt`). What the file
/// begins with decides, and not what it is called. No code in it is run.
public final class WeightsFile {
    /// What fits in one Java array.
    private static final long MAX_FILE = Integer.MAX_VALUE - 8;

    private WeightsFile() {}

    /// @return every tensor of the file, under its name, as float32
    /// @throws IOException if the file cannot be read or is in none of the formats; the message says what is
    ///     wrong, without the file's name
    public static Weights read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException("is larger than %,d bytes".formatted(MAX_FILE));
        }
        byte[] begin = begin(file);
        if (startsWith(begin, TorchZipFile.MAGIC)) {
            return TorchZipFile.read(file);
        }
        if (startsWith(begin, TorchLegacyFile.MAGIC)) {
            return TorchLegacyFile.read(Files.readAllBytes(file));
        }
        if (begin.length > 8 && begin[8] == '{') {
            return Safetensors.read(file);
        }
        throw new IOException(
                "is not a safetensors file nor a state dict that torch saved, or is cut off in its header");
    }

    private static byte[] begin(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(TorchLegacyFile.MAGIC.length);
        }
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        return content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }
}
