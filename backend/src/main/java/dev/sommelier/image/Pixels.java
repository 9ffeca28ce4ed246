package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// A picture in plain Java memory: uint8 RGB, row by row, `(H, W, 3)`.
///
/// @param width pixels, at least 1
/// @param height pixels, at least 1
/// @param rgb `3 · width · height` bytes; not copied, so whoever changes it changes the picture
public record Pixels(int width, int height, byte[] rgb) {

    public Pixels {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "%d × %d RGB pixels do not take %d bytes".formatted(width, height, rgb.length));
        }
    }

    /// @param picture uint8 RGB
    static Pixels of(Mat picture) {
        byte[] rgb = new byte[Math.toIntExact(picture.total() * 3)];
        copy(picture, rgb);
        return new Pixels(picture.cols(), picture.rows(), rgb);
    }

    /// @param picture uint8 RGB
    /// @param rgb takes all of it
    static void copy(Mat picture, byte[] rgb) {
        Mat whole = picture.isContinuous() ? picture : picture.clone();
        whole.data().get(rgb, 0, Math.toIntExact(whole.total() * 3));
    }

    /// The part of `w × h` pixels whose upper left corner is at `x`, `y`.
    ///
    /// @throws IndexOutOfBoundsException if it is not inside the picture
    public Pixels crop(int x, int y, int w, int h) {
        Objects.checkFromIndexSize(x, w, width);
        Objects.checkFromIndexSize(y, h, height);
        byte[] part = new byte[3 * w * h];
        for (int row = 0; row < h; row++) {
            System.arraycopy(rgb, 3 * ((y + row) * width + x), part, 3 * row * w, 3 * w);
        }
        return new Pixels(w, h, part);
    }

    /// The whole picture at another size, its sides scaled apart.
    public Pixels resized(int width, int height, Preprocessing.Kernel kernel) {
        return through(picture -> Resampling.resize(picture, width, height, kernel));
    }

    /// The picture at the network's input size, by the preprocessing's resize rule.
    public Pixels fitted(Preprocessing to) {
        return through(picture -> Resampling.fit(picture, to));
    }

    private Pixels through(UnaryOperator<Mat> change) {
        try (PointerScope _ = new PointerScope()) {
            return of(change.apply(new Mat(height, width, CV_8UC3, new BytePointer(rgb))));
        }
    }

    /// Left and right exchanged.
    public Pixels flipped() {
        byte[] mirrored = new byte[rgb.length];
        for (int i = 0; i < width * height; i++) {
            int column = i % width;
            System.arraycopy(rgb, 3 * i, mirrored, 3 * (i - column + width - 1 - column), 3);
        }
        return new Pixels(width, height, mirrored);
    }

    /// The same picture in other light: first all values times `brightness`, then their distance from the mean
    /// grey times `contrast`, then each pixel's distance from its own grey times `saturation`; 1 changes nothing.
    public Pixels relit(double brightness, double contrast, double saturation) {
        return new Pixels(width, height, Light.change(rgb, brightness, contrast, saturation));
    }

    /// Encoded without loss.
    public byte[] png() {
        return encoded(".png", IMWRITE_PNG_COMPRESSION, 1);
    }

    /// Encoded with all colour that JPEG can keep.
    ///
    /// @param quality 1 to 100
    public byte[] jpeg(int quality) {
        return encoded(
                ".jpg", IMWRITE_JPEG_QUALITY, quality, IMWRITE_JPEG_SAMPLING_FACTOR, IMWRITE_JPEG_SAMPLING_FACTOR_444);
    }

    /// @param settings pairs of OpenCV's `IMWRITE_…` and a value
    byte[] encoded(String suffix, int... settings) {
        try (PointerScope _ = new PointerScope()) {
            Mat bgr = new Mat();
            cvtColor(new Mat(height, width, CV_8UC3, new BytePointer(rgb)), bgr, COLOR_RGB2BGR);
            BytePointer out = new BytePointer();
            if (!imencode(suffix, bgr, out, new IntPointer(settings))) {
                throw new IllegalStateException("OpenCV cannot encode %d × %d pixels".formatted(width, height));
            }
            byte[] bytes = new byte[Math.toIntExact(out.limit())];
            out.get(bytes);
            return bytes;
        }
    }

    /// Normalises into float32 `(3, H, W)`, at the slot's position, which moves on by [Preprocessing#floats()].
    ///
    /// @throws IllegalArgumentException if the picture does not have the preprocessing's size
    /// @throws java.nio.BufferOverflowException if the slot is too small; nothing is written then
    public void toTensor(Preprocessing p, FloatBuffer slot) {
        if (width != p.width() || height != p.height()) {
            throw new IllegalArgumentException(
                    "the network takes %d × %d pixels, not %d × %d".formatted(p.width(), p.height(), width, height));
        }
        Normalisation.write(rgb, p, slot);
    }
}
