package dev.sommelier.image;

import java.nio.ByteOrder;

/// Windows bitmap, either way up, and whether its rows are all there.
///
/// @see <a href="https://learn.microsoft.com/windows/win32/gdi/bitmap-storage">Bitmap Storage</a>
final class BmpHeader implements HeaderReader {
    /// Size of the oldest header, which has 16-bit sides.
    private static final int CORE = 12;

    private static final int UNCOMPRESSED = 0;
    private static final int BIT_FIELDS = 3;

    @Override
    public Header read(Bytes file, PixelLimit limit) {
        Bytes bmp = file.in(ByteOrder.LITTLE_ENDIAN);
        boolean core = bmp.u32(14) == CORE;
        long width = core ? bmp.u16(18) : (int) bmp.u32(18);
        // a negative height tells that the top row comes first
        long height = core ? bmp.u16(20) : Math.abs((long) (int) bmp.u32(22));
        limit.check(Format.BMP, width, height);
        long rowBits = width * bmp.u16(core ? 24 : 28);
        bmp.part(bmp.u32(10), core ? stored(rowBits, height) : pixelBytes(bmp, rowBits, height));
        return Exif.header(Format.BMP, width, height, Exif.UPRIGHT);
    }

    private static long pixelBytes(Bytes bmp, long rowBits, long height) {
        long compression = bmp.u32(30);
        boolean plain = compression == UNCOMPRESSED || compression == BIT_FIELDS;
        return plain ? stored(rowBits, height) : bmp.u32(34);
    }

    /// Rows are padded to four bytes.
    private static long stored(long rowBits, long height) {
        return (rowBits + 31) / 32 * 4 * height;
    }
}
