package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/// OpenCV's image codecs, which are given only files whose header was checked.
final class Codec {
    static {
        // photos are decoded side by side already; OpenCV's own threads would only fight over the same cores
        opencv_core.setNumThreads(1);
    }

    private static final String NO_MEMORY = "(" + opencv_core.StsNoMem + ":";

    private Codec() {}

    /// Decodes the first picture of a file.
    ///
    /// @param reduction 1, 2, 4 or 8; JPEG alone can be decoded at less than full size, for far less work
    /// @return pixels as stored: BGR or, where a format may be transparent, whatever channels and depth it has
    /// @throws dev.sommelier.failure.Failure.UnreadableImage if the pixels cannot be made out
    static Mat decode(byte[] photo, Header header, int reduction) {
        byte[] encoded = header.format() == Format.PNG ? PngEssence.of(photo) : photo;
        Mat stored = decode(encoded, header.format(), flags(header.format(), reduction));
        boolean turned = Exif.turns(header.orientation()) && !turnsItself(header.format());
        int width = Math.ceilDiv(turned ? header.height() : header.width(), reduction);
        int height = Math.ceilDiv(turned ? header.width() : header.height(), reduction);
        if (stored.cols() != width || stored.rows() != height) {
            throw Unreadable.damaged(header.format(), "its pixels cannot be decoded");
        }
        return stored;
    }

    private static Mat decode(byte[] encoded, Format format, int flags) {
        try {
            return imdecode(new Mat(1, encoded.length, CV_8UC1, new BytePointer(encoded)), flags);
        } catch (RuntimeException e) {
            if (outOfMemory(e)) {
                throw e;
            }
            // the codecs say in programmers' words what they could not read; the photo is at fault, not the service
            throw Unreadable.damaged(format, "its pixels cannot be decoded");
        }
    }

    /// Whether memory ran out, for which no photo is to blame. The binding turns every native exception into the
    /// same class, so only its words tell.
    ///
    /// It knows the memory of the decoded pixels. What runs out inside a codec OpenCV catches itself, and gives
    /// an empty picture, as it does for damage: that cannot be told apart.
    static boolean outOfMemory(RuntimeException e) {
        String words = String.valueOf(e.getMessage());
        return words.contains(NO_MEMORY) || words.contains("bad_alloc");
    }

    /// Whether pictures come upright whatever is asked for: OpenCV's TIFF reader knows no other way.
    static boolean turnsItself(Format format) {
        return format == Format.TIFF;
    }

    /// Orientation is left alone, which "unchanged" means too: [Upright] sees to it, after reduction.
    private static int flags(Format format, int reduction) {
        return switch (format) {
            case JPEG -> reduced(reduction) | IMREAD_IGNORE_ORIENTATION;
            // the fourth byte of a bitmap's pixel is mostly padding, not opacity
            case BMP -> IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION;
            case PNG, WEBP, GIF, TIFF -> IMREAD_UNCHANGED;
        };
    }

    private static int reduced(int reduction) {
        return switch (reduction) {
            case 8 -> IMREAD_REDUCED_COLOR_8;
            case 4 -> IMREAD_REDUCED_COLOR_4;
            case 2 -> IMREAD_REDUCED_COLOR_2;
            default -> IMREAD_COLOR;
        };
    }
}
