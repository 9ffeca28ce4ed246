package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import org.bytedeco.opencv.opencv_core.Mat;

/// Turns and mirrors a stored picture as a person is to see it.
final class Upright {
    private static final int UPSIDE_DOWN = 0;
    private static final int LEFT_RIGHT = 1;
    private static final int HALF_TURN = -1;

    private Upright() {}

    /// @param orientation EXIF orientation, 1 to 8: where the stored first row and column belong
    static Mat turn(Mat stored, int orientation) {
        Mat sided = Exif.turns(orientation) ? transposed(stored) : stored;
        return switch (orientation) {
            case 2, 6 -> flipped(sided, LEFT_RIGHT);
            case 3, 7 -> flipped(sided, HALF_TURN);
            case 4, 8 -> flipped(sided, UPSIDE_DOWN);
            default -> sided;
        };
    }

    private static Mat transposed(Mat from) {
        Mat to = new Mat();
        transpose(from, to);
        return to;
    }

    private static Mat flipped(Mat from, int how) {
        Mat to = new Mat();
        flip(from, to, how);
        return to;
    }
}
