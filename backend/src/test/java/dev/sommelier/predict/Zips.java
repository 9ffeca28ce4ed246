package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Zips for tests, sound ones and such as are made to do harm.
final class Zips {

    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8);

    /// Small photos `glass-0.jpg`, `glass-1.jpg`, …
    static byte[] of(int count) {
        Zips zips = new Zips();
        for (int i = 0; i < count; i++) {
            zips.file("glass-%d.jpg".formatted(i), "photo".getBytes(UTF_8));
        }
        return zips.bytes();
    }

    Zips file(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Position of the first such record.
    static int find(byte[] zip, int signature) {
        ByteBuffer bytes = little(zip);
        int at = 0;
        while (bytes.getInt(at) != signature) {
            at++;
        }
        return at;
    }

    static ByteBuffer little(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }
}
