package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// What bad light, bad lenses and hard compression do to pictures. Each gives a new picture of the same size.
public final class Distortion {
    private Distortion() {}

    /// Every value multiplied; under 1 darker, over 1 brighter, cut off at 255.
    public static Pixels brightness(Pixels picture, double factor) {
        return each(picture, value -> (int) Math.round(value * factor));
    }

    /// Every value moved towards the picture's mean.
    ///
    /// @param factor 1 leaves the picture, 0 leaves one grey
    public static Pixels contrast(Pixels picture, double factor) {
        long sum = 0;
        for (byte value : picture.rgb()) {
            sum += value & 0xFF;
        }
        double mean = (double) sum / picture.rgb().length;
        return each(picture, value -> (int) Math.round(mean + (value - mean) * factor));
    }

    /// Normal noise on every value.
    ///
    /// @param deviation of the noise, in values of 0 to 255
    /// @param seed the same gives the same noise
    public static Pixels noise(Pixels picture, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return each(picture, value -> (int) Math.round(value + deviation * random.nextGaussian()));
    }

    private static Pixels each(Pixels picture, IntUnaryOperator change) {
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.clamp(change.applyAsInt(picture.rgb()[i] & 0xFF), 0, 255);
        }
        return new Pixels(picture.width(), picture.height(), rgb);
    }

    /// Gaussian blur.
    ///
    /// @param deviation of the kernel, pixels
    public static Pixels blur(Pixels picture, double deviation) {
        try (PointerScope _ = new PointerScope()) {
            Mat blurred = new Mat();
            GaussianBlur(mat(picture), blurred, new Size(0, 0), deviation);
            return Pixels.of(blurred);
        }
    }

    /// Turned about its middle; the corners that open show the picture mirrored at its edge.
    ///
    /// @param degrees anticlockwise
    public static Pixels rotation(Pixels picture, double degrees) {
        try (PointerScope _ = new PointerScope()) {
            Point2f middle = new Point2f((picture.width() - 1) / 2f, (picture.height() - 1) / 2f);
            Mat turned = new Mat();
            warpAffine(
                    mat(picture),
                    turned,
                    getRotationMatrix2D(middle, degrees, 1),
                    new Size(picture.width(), picture.height()),
                    INTER_LINEAR,
                    BORDER_REFLECT_101,
                    new Scalar(0));
            return Pixels.of(turned);
        }
    }

    /// Written as JPEG and read again.
    ///
    /// @param quality 1 to 100
    public static Pixels compression(Pixels picture, int quality) {
        byte[] file = jpeg(picture, quality);
        try (PointerScope _ = new PointerScope()) {
            return Pixels.of(imdecode(new Mat(1, file.length, CV_8UC1, new BytePointer(file)), IMREAD_COLOR_RGB));
        }
    }

    /// The picture as a JPEG file.
    ///
    /// @param quality 1 to 100
    public static byte[] jpeg(Pixels picture, int quality) {
        try (PointerScope _ = new PointerScope()) {
            Mat bgr = new Mat();
            cvtColor(mat(picture), bgr, COLOR_RGB2BGR);
            BytePointer buffer = new BytePointer();
            imencode(".jpg", bgr, buffer, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
            byte[] file = new byte[Math.toIntExact(buffer.limit())];
            buffer.get(file);
            return file;
        }
    }

    private static Mat mat(Pixels picture) {
        return new Mat(picture.height(), picture.width(), CV_8UC3, new BytePointer(picture.rgb()));
    }
}
