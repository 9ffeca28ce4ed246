package dev.sommelier.image;

import java.nio.ByteOrder;

/// WebP: lossy, lossless or extended, in a RIFF container.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>
final class WebpHeader implements HeaderReader {
    private static final int FIRST_CHUNK = 12;

    /// Name and length before each chunk's data.
    private static final int CHUNK_START = 8;

    private int orientation = Exif.UPRIGHT;
    private boolean pixels;

    @Override
    public Header read(Bytes file, PixelLimit limit) {
        Bytes all = file.in(ByteOrder.LITTLE_ENDIAN);
        Bytes first = all.part(FIRST_CHUNK + CHUNK_START, 10);
        int[] size = size(all, first);
        limit.check(Format.WEBP, size[0], size[1]);
        Bytes riff = all.part(0, CHUNK_START + all.u32(4));
        long at = FIRST_CHUNK;
        while (at + CHUNK_START <= riff.length()) {
            long length = riff.u32(at + 4);
            visit(riff, at, riff.part(at + CHUNK_START, length));
            at += CHUNK_START + length + (length & 1);
        }
        if (!pixels) {
            throw Unreadable.damaged(Format.WEBP, "it holds no picture");
        }
        return Exif.header(Format.WEBP, size[0], size[1], orientation);
    }

    /// @param chunk data of the file's first chunk
    /// @return width and height
    private static int[] size(Bytes file, Bytes chunk) {
        if (file.has(FIRST_CHUNK, "VP8X")) {
            return new int[] {chunk.u24(4) + 1, chunk.u24(7) + 1};
        }
        if (file.has(FIRST_CHUNK, "VP8L")) {
            long packed = chunk.u32(1);
            return new int[] {(int) (packed & 0x3FFF) + 1, (int) ((packed >> 14) & 0x3FFF) + 1};
        }
        if (file.has(FIRST_CHUNK, "VP8 ")) {
            return new int[] {chunk.u16(6) & 0x3FFF, chunk.u16(8) & 0x3FFF};
        }
        throw Unreadable.damaged(Format.WEBP, "it does not start with a picture");
    }

    private void visit(Bytes riff, long at, Bytes data) {
        if (riff.has(at, "EXIF")) {
            orientation = Exif.orientation(data.has(0, "Exif\0\0") ? data.part(6, data.length() - 6) : data);
        }
        pixels |= riff.has(at, "VP8 ") || riff.has(at, "VP8L") || riff.has(at, "ANMF");
    }
}
