package dev.sommelier.image;

import java.util.zip.CRC32;

/// PNG: chunks up to IEND, each critical one with its checksum.
///
/// @see <a href="https://www.w3.org/TR/png-3/#5DataRep">PNG, third edition, section 5</a>
final class PngHeader implements HeaderReader {
    static final int SIGNATURE = 8;

    /// Length, type and checksum around each chunk's data.
    private static final int FRAME = 12;

    /// Widest pixel: four channels of 16 bits.
    private static final int MAX_PIXEL_BYTES = 8;

    /// Room for row filters, block starts and small pictures.
    private static final int SLACK = 1 << 16;

    private int orientation = Exif.UPRIGHT;
    private long packed;

    @Override
    public Header read(Bytes file, PixelLimit limit) {
        if (!file.has(SIGNATURE + 4, "IHDR")) {
            throw Unreadable.damaged(Format.PNG, "it does not start with its header");
        }
        long width = file.u32(SIGNATURE + 8);
        long height = file.u32(SIGNATURE + 12);
        limit.check(Format.PNG, width, height);
        Bytes chunk = chunk(file, SIGNATURE);
        for (long at = SIGNATURE; !chunk.has(4, "IEND"); chunk = chunk(file, at)) {
            visit(chunk);
            at += chunk.length();
        }
        checkPacked(width * height * MAX_PIXEL_BYTES + SLACK);
        return Exif.header(Format.PNG, width, height, orientation);
    }

    /// The chunk at a position, from its length to its checksum.
    static Bytes chunk(Bytes file, long at) {
        return file.part(at, file.u32(at) + FRAME);
    }

    /// Whether the chunk's name starts with a capital: no decoder may ignore it.
    static boolean isCritical(Bytes chunk) {
        return (chunk.u8(4) & 0x20) == 0;
    }

    private void visit(Bytes chunk) {
        if (chunk.has(4, "eXIf")) {
            orientation = Exif.orientation(chunk.part(8, chunk.length() - FRAME));
        } else if (chunk.has(4, "IDAT")) {
            packed += chunk.length() - FRAME;
        }
        if (isCritical(chunk) && checksum(chunk) != chunk.u32(chunk.length() - 4L)) {
            throw Unreadable.damaged(Format.PNG, "a checksum does not match its data");
        }
    }

    /// Deflate hardly grows what it cannot shrink, so more than this only keeps a decoder busy.
    private void checkPacked(long most) {
        if (packed == 0) {
            throw Unreadable.damaged(Format.PNG, "it holds no pixels");
        }
        if (packed > most) {
            throw Unreadable.damaged(Format.PNG, "it holds more data than its pixels can take");
        }
    }

    private static long checksum(Bytes chunk) {
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), chunk.from() + 4, chunk.length() - 8);
        return sum.getValue();
    }
}
