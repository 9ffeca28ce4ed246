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

/// Whatever a codec gives, as opaque 8-bit RGB; in two steps, so that a picture can be reduced between them.
final class Colour {
    /// 16-bit samples to 8 bits: 65535 becomes 255.
    private static final double SIXTEEN_TO_EIGHT = 1.0 / 257;

    private Colour() {}

    /// Makes samples that may be averaged: 8 bits deep, colour multiplied by its opacity. A hidden colour would
    /// otherwise shine through at the edges.
    ///
    /// @param stored uint8 or uint16, grey, BGR or BGRA; may be overwritten
    /// @throws dev.sommelier.failure.Failure.UnreadableImage if the pixels are of another kind
    static Mat premultiplied(Mat stored, Format format) {
        if (stored.depth() == CV_16U) {
            stored.convertTo(stored, CV_8U, SIXTEEN_TO_EIGHT, 0);
        } else if (stored.depth() != CV_8U) {
            throw Unreadable.unusual(format, "pixels that are neither 8 nor 16 bits deep");
        }
        // libtiff has done it already
        boolean plain = stored.channels() == 4 && format != Format.TIFF;
        return plain ? converted(stored, COLOR_RGBA2mRGBA) : stored;
    }

    /// Lays a premultiplied picture on white.
    ///
    /// @throws dev.sommelier.failure.Failure.UnreadableImage if it has other than 1, 3 or 4 channels
    static Mat rgb(Mat premultiplied, Format format) {
        return switch (premultiplied.channels()) {
            case 1 -> converted(premultiplied, COLOR_GRAY2RGB);
            case 3 -> converted(premultiplied, COLOR_BGR2RGB);
            case 4 -> onWhite(premultiplied);
            default -> throw Unreadable.unusual(format, "%d colour channels".formatted(premultiplied.channels()));
        };
    }

    /// Adds as much white as the picture is transparent.
    private static Mat onWhite(Mat premultiplied) {
        Mat transparency = new Mat();
        extractChannel(premultiplied, transparency, 3);
        bitwise_not(transparency, transparency);
        Mat rgb = converted(premultiplied, COLOR_BGRA2RGB);
        add(rgb, converted(transparency, COLOR_GRAY2RGB), rgb);
        return rgb;
    }

    private static Mat converted(Mat from, int code) {
        Mat to = new Mat();
        cvtColor(from, to, code);
        return to;
    }
}
