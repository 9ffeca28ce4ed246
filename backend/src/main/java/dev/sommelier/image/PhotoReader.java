package dev.sommelier.image;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

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
        byte[] rgb = new byte[preprocessing.floats()];
        Header header = pixels(photo, rgb);
        new Pixels(preprocessing.width(), preprocessing.height(), rgb).toTensor(preprocessing, slot);
        return header;
    }

    /// Decodes, turns upright and resizes: all of [#read] but the normalisation.
    ///
    /// @param rgb takes uint8 `(H, W, 3)`, all of it; nothing is written if the photo is refused
    public Header pixels(byte[] photo, byte[] rgb) {
        Objects.checkFromIndexSize(0, preprocessing.floats(), rgb.length);
        Header header = header(photo);
        try (PointerScope _ = new PointerScope()) {
            Mat decoded = Decoder.decode(photo, header, preprocessing.width(), preprocessing.height());
            Pixels.copy(Resampling.fit(decoded, preprocessing), rgb);
        }
        return header;
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
