package dev.sommelier.image;

import java.nio.ByteOrder;

/// GIF: the logical screen, and blocks up to the trailer.
///
/// @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
final class GifHeader implements HeaderReader {
    private static final int SCREEN = 6;
    private static final int BLOCKS = 13;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;

    private boolean frames;

    @Override
    public Header read(Bytes file, PixelLimit limit) {
        Bytes gif = file.in(ByteOrder.LITTLE_ENDIAN);
        int width = gif.u16(SCREEN);
        int height = gif.u16(SCREEN + 2);
        limit.check(Format.GIF, width, height);
        long at = BLOCKS + palette(gif.u8(SCREEN + 4));
        while (gif.u8(at) != TRAILER) {
            at = block(gif, at, limit);
        }
        if (!frames) {
            throw Unreadable.damaged(Format.GIF, "it holds no picture");
        }
        return Exif.header(Format.GIF, width, height, Exif.UPRIGHT);
    }

    /// @return the position after the block at `at`
    private long block(Bytes gif, long at, PixelLimit limit) {
        return switch (gif.u8(at)) {
            case EXTENSION -> afterData(gif, at + 2);
            case IMAGE -> {
                limit.check(Format.GIF, gif.u16(at + 5), gif.u16(at + 7));
                frames = true;
                yield afterData(gif, at + 11 + palette(gif.u8(at + 9)));
            }
            default -> throw Unreadable.damaged(Format.GIF, "one of its blocks is of no known kind");
        };
    }

    /// Bytes of the colour table that a packed field announces.
    private static long palette(int packed) {
        return (packed & 0x80) == 0 ? 0 : 3L << ((packed & 7) + 1);
    }

    /// Steps over sub-blocks, each behind its length, up to the empty one.
    private static long afterData(Bytes gif, long at) {
        long next = at;
        while (gif.u8(next) != 0) {
            next += gif.u8(next) + 1L;
        }
        return next + 1;
    }
}
