package dev.sommelier.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Parts of files that no encoder at hand writes.
final class HandMade {
    private HandMade() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    static byte[] insert(byte[] file, int at, byte[] part) {
        return join(Arrays.copyOf(file, at), part, Arrays.copyOfRange(file, at, file.length));
    }

    /// A TIFF block that states nothing but an orientation.
    static byte[] exif(int orientation) {
        return join(latin("MM\0*"), ints(8), latin("\0\1"), ints((274 << 16) | 3, 1, orientation << 16, 0));
    }

    /// A JPEG segment behind the start-of-image marker of `jpeg`.
    static byte[] withSegment(byte[] jpeg, int code, byte[] data) {
        ByteBuffer start =
                ByteBuffer.allocate(4).put((byte) 0xFF).put((byte) code).putShort((short) (data.length + 2));
        return insert(jpeg, 2, join(start.array(), data));
    }

    static byte[] chunk(String name, byte[] data) {
        byte[] named = join(latin(name), data);
        CRC32 sum = new CRC32();
        sum.update(named);
        return join(ints(data.length), named, ints((int) sum.getValue()));
    }

    /// @param kind bit depth and colour type, as in IHDR
    /// @param rows filter byte and samples of each row
    static byte[] png(int width, int height, String kind, byte[] rows, byte[]... others) {
        byte[] header = chunk("IHDR", join(ints(width, height), latin(kind), latin("\0\0\0")));
        return join(
                latin("\u0089PNG\r\n\u001A\n"),
                header,
                join(others),
                chunk("IDAT", deflated(rows)),
                chunk("IEND", new byte[0]));
    }

    static byte[] deflated(byte[] data) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// An extended WebP out of a simple one, with an EXIF chunk behind the picture.
    static byte[] webp(byte[] simple, int width, int height, byte[] exif) {
        byte[] canvas = ByteBuffer.allocate(18)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin("VP8X"))
                .putInt(10)
                .putInt(0x08)
                .putInt((width - 1) | ((height - 1) << 24))
                .putShort((short) ((height - 1) >> 8))
                .array();
        byte[] body = join(latin("WEBP"), canvas, Arrays.copyOfRange(simple, 12, simple.length), riff("EXIF", exif));
        return riff("RIFF", body);
    }

    private static byte[] riff(String name, byte[] data) {
        ByteBuffer length =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data.length);
        return join(latin(name), length.array(), data, new byte[data.length & 1]);
    }

    /// Uncompressed RGB of 8 or 16 bits a sample, one strip behind the directory.
    static byte[] tiff(ByteOrder order, int width, int height, int orientation, byte[] rgb) {
        int bits = 8 * rgb.length / (3 * width * height);
        int[][] entries = {
            {256, width},
            {257, height},
            {258, bits},
            {259, 1},
            {262, 2},
            {273, 122},
            {274, orientation},
            {277, 3},
            {279, rgb.length}
        };
        ByteBuffer file = ByteBuffer.allocate(122 + rgb.length).order(order);
        file.put(latin(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                .putShort((short) 42)
                .putInt(8);
        file.putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        return file.putInt(0).put(rgb).array();
    }
}
