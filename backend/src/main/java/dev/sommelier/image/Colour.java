package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2mRGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/// Whatever a codec gives, as opaque 8-bit RGB.
final class Colour {
    /// 16-bit samples to 8 bits: 65535 becomes 255.
    private static final double SIXTEEN_TO_EIGHT = 1.0 / 257;

    private Colour() {}

    /// Copies into RGB.
    ///
    /// @param stored uint8 or uint16, grey, BGR or BGRA; may be overwritten
    /// @throws dev.sommelier.failure.Failure.UnreadableImage if the pixels are of another kind
    static Mat rgb(Mat stored, Format format) {
        if (stored.depth() == CV_16U) {
            stored.convertTo(stored, CV_8U, SIXTEEN_TO_EIGHT, 0);
        } else if (stored.depth() != CV_8U) {
            throw Unreadable.unusual(format, "pixels that are neither 8 nor 16 bits deep");
        }
        return switch (stored.channels()) {
            case 1 -> converted(stored, COLOR_GRAY2RGB);
            case 3 -> converted(stored, COLOR_BGR2RGB);
            case 4 -> onWhite(stored, format);
            default -> throw Unreadable.unusual(format, "%d colour channels".formatted(stored.channels()));
        };
    }

    /// `colour · opacity + white · (1 - opacity)`; libtiff has already multiplied by the opacity.
    private static Mat onWhite(Mat bgra, Format format) {
        Mat colour = format == Format.TIFF ? bgra : converted(bgra, COLOR_RGBA2mRGBA);
        Mat transparency = new Mat();
        extractChannel(bgra, transparency, 3);
        bitwise_not(transparency, transparency);
        Mat rgb = converted(colour, COLOR_BGRA2RGB);
        add(rgb, converted(transparency, COLOR_GRAY2RGB), rgb);
        return rgb;
    }

    private static Mat converted(Mat from, int code) {
        Mat to = new Mat();
        cvtColor(from, to, code);
        return to;
    }
}
