package dev.sommelier.track;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads the whole lines of a file that may be very large and may be growing, in memory for one line.
final class LineScan {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int CHUNK = 1 << 16;

    private final Consumer<byte[]> reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    private LineScan(Consumer<byte[]> reader) {
        this.reader = reader;
    }

    /// @param from byte at which a line begins
    /// @param most bytes to read; the line that they end in is left for the next time, unless it alone is longer
    /// @param reader gets each line without its end; longer ones than 64 KiB are passed over
    /// @return byte after the last whole line
    static long scan(Path file, long from, long most, Consumer<byte[]> reader) throws IOException {
        if (!SmallFile.isPlain(file) || Files.size(file) <= from) {
            return from;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            in.skipNBytes(from);
            long bytes = Math.min(most, Files.size(file) - from);
            long whole = new LineScan(reader).scan(in, bytes);
            return from + (whole == 0 && bytes == most ? bytes : whole);
        }
    }

    private long scan(InputStream in, long most) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long read = 0;
        long whole = 0;
        while (read < most) {
            int count = in.read(chunk, 0, (int) Math.min(CHUNK, most - read));
            if (count < 0) {
                break;
            }
            int end = lines(chunk, count);
            whole = end > 0 ? read + end : whole;
            read += count;
        }
        return whole;
    }

    /// @return byte after the last line's end; 0 if there is none
    private int lines(byte[] chunk, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                add(chunk, start, i);
                hand();
                start = i + 1;
            }
        }
        add(chunk, start, count);
        return start;
    }

    private void add(byte[] chunk, int from, int to) {
        tooLong |= line.size() + to - from > LONGEST_LINE;
        if (!tooLong) {
            line.write(chunk, from, to - from);
        }
    }

    private void hand() {
        if (!tooLong) {
            reader.accept(line.toByteArray());
        }
        line.reset();
        tooLong = false;
    }
}
