package dev.sommelier.image;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;

/// Decodes photos for one model. Thread-safe.
///
/// Whatever the bytes are, each method returns or throws one of [Failure.UnsupportedFormat], [Failure.TooLarge] and
/// [Failure.UnreadableImage]. Input arrays are only read.
public final class PhotoReader {
    private final Preprocessing preprocessing;
    private final PixelLimit limit;

    /// @param maxPixels most pixels a photo may declare, 1 to 2³⁰
    public PhotoReader(Preprocessing preprocessing, long maxPixels) {
        this.preprocessing = preprocessing;
        this.limit = new PixelLimit(maxPixels);
    }

    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /// Format and size, without decoding a pixel. The size is judged before anything else, then the file's structure
    /// is walked through, which finds out whether it was cut off.
    public Header header(byte[] photo) {
        return Headers.read(photo, limit);
    }

    /// Decodes, turns upright, resizes and normalises.
    ///
    /// @param slot takes float32 `(3, H, W)`; its position moves on by [Preprocessing#floats()]. Nothing is
    ///     written if the photo is refused.
    public Header read(byte[] photo, FloatBuffer slot) {
        Header header = header(photo);
        fitted(photo, header).toTensor(preprocessing, slot);
        return header;
    }

    private Pixels fitted(byte[] photo, Header header) {
        try (PointerScope _ = new PointerScope()) {
            return Pixels.of(Resampling.fit(
                    Decoder.decode(photo, header, preprocessing.width(), preprocessing.height()), preprocessing));
        }
    }

    /// Decodes and turns upright, at the least of full, half, quarter and eighth size that still has
    /// `minWidth × minHeight` pixels; photos with fewer come as they are.
    ///
    /// With the preprocessing's own size as minimum, [Pixels#fitted] and [Pixels#toTensor] go on to exactly what
    /// [#read] writes.
    public Pixels decode(byte[] photo, int minWidth, int minHeight) {
        Header header = header(photo);
        try (PointerScope _ = new PointerScope()) {
            return Pixels.of(Decoder.decode(photo, header, minWidth, minHeight));
        }
    }
}
