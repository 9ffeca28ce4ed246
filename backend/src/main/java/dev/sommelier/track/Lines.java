package dev.sommelier.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A file of JSON objects, one a line, which grows at its end alone. A line is with the system once it is told, so
/// a killed process loses none; a line that was cut off is passed over by whoever reads.
final class Lines implements Closeable {
    /// Not a channel: that one closes when its thread is interrupted.
    private final FileOutputStream out;

    private boolean torn;

    private Lines(FileOutputStream out) {
        this.out = out;
    }

    static Lines append(Path file) throws IOException {
        return new Lines(new FileOutputStream(file.toFile(), true));
    }

    synchronized void add(Object line) throws IOException {
        String text = (torn ? "\n" : "") + Json.MAPPER.writeValueAsString(line) + "\n";
        torn = true;
        out.write(text.getBytes(StandardCharsets.UTF_8));
        torn = false;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /// Hands over each line that can be read.
    static void read(Path file, Consumer<JsonNode> reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (byte[] line = next(in); line.length > 0; line = next(in)) {
                JsonNode node = parse(line);
                if (node.isObject()) {
                    reader.accept(node);
                }
            }
        }
    }

    /// Cuts the file off before the first line that is not to stay, and before a torn last one.
    static void cut(Path file, Predicate<JsonNode> stays) throws IOException {
        if (Files.exists(file)) {
            long end = end(file, stays);
            try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
                whole.setLength(end);
            }
        }
    }

    private static long end(Path file, Predicate<JsonNode> stays) throws IOException {
        long end = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (byte[] line = next(in); isWhole(line); line = next(in)) {
                JsonNode node = parse(line);
                if (node.isObject() && !stays.test(node)) {
                    return end;
                }
                end += line.length;
            }
        }
        return end;
    }

    private static boolean isWhole(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    private static byte[] next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = in.read();
        while (read >= 0) {
            line.write(read);
            if (read == '\n') {
                break;
            }
            read = in.read();
        }
        return line.toByteArray();
    }

    /// A missing node if it is no JSON.
    static JsonNode parse(byte[] line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }
}
