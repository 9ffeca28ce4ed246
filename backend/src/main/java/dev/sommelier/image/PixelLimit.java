package dev.sommelier.image;

import dev.sommelier.failure.Failure;

/// How large a picture may be, asked as soon as a header tells its size.
///
/// @param maxPixels most pixels of a picture, 1 to 2³⁰
record PixelLimit(long maxPixels) {
    /// OpenCV refuses more pixels, and longer sides, whatever is asked for.
    private static final long DECODER_PIXELS = 1L << 30;

    private static final long DECODER_SIDE = 1L << 20;

    PixelLimit {
        if (maxPixels < 1 || maxPixels > DECODER_PIXELS) {
            throw new IllegalArgumentException("max pixels must be 1 to 1,073,741,824, got " + maxPixels);
        }
    }

    /// @throws Failure.TooLarge if there are more pixels than the limit
    /// @throws Failure.UnreadableImage if a side is 0 or longer than any decoder reads
    void check(Format format, long width, long height) {
        if (width < 1 || height < 1) {
            throw Unreadable.damaged(format, "it claims a size of %d × %d pixels".formatted(width, height));
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Unreadable.damaged(
                    format, "it claims the impossible size of %d × %d pixels".formatted(width, height));
        }
        if (width * height > maxPixels) {
            throw Failure.TooLarge.pixels((int) width, (int) height, maxPixels);
        }
        if (width > DECODER_SIDE || height > DECODER_SIDE) {
            throw Unreadable.unusual(format, "a side of more than %,d pixels".formatted(DECODER_SIDE));
        }
    }
}
