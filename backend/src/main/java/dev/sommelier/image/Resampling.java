package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import dev.sommelier.image.Preprocessing.Kernel;
import dev.sommelier.image.Preprocessing.Resize;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Pictures of other sizes.
final class Resampling {
    private Resampling() {}

    /// The picture cropped and resized to the network's input, by the preprocessing's rule.
    static Mat fit(Mat picture, Preprocessing to) {
        Mat part = to.resize() == Resize.CENTER_CROP ? centre(picture, to.width(), to.height()) : picture;
        return resize(part, to.width(), to.height(), to.kernel());
    }

    /// Both sides divided by 2, 4 or 8 and rounded up, as JPEG does it while decoding.
    static Mat reduce(Mat picture, int reduction) {
        return resize(
                picture, Math.ceilDiv(picture.cols(), reduction), Math.ceilDiv(picture.rows(), reduction), Kernel.AREA);
    }

    static Mat resize(Mat picture, int width, int height, Kernel kernel) {
        return switch (kernel) {
            case BILINEAR -> resized(picture, width, height, INTER_LINEAR);
            case AREA -> area(picture, width, height);
        };
    }

    /// Where OpenCV enlarges one side it no longer averages along the other, so shrinking comes first, by itself.
    private static Mat area(Mat picture, int width, int height) {
        Mat shrunk = resized(picture, Math.min(width, picture.cols()), Math.min(height, picture.rows()), INTER_AREA);
        return resized(shrunk, width, height, INTER_LINEAR);
    }

    private static Mat resized(Mat picture, int width, int height, int interpolation) {
        if (picture.cols() == width && picture.rows() == height) {
            return picture;
        }
        Mat target = new Mat();
        opencv_imgproc.resize(picture, target, new Size(width, height), 0, 0, interpolation);
        return target;
    }

    /// The largest centred part with the shape of `width × height`, to the nearest pixel; at least one pixel.
    private static Mat centre(Mat picture, int width, int height) {
        int partWidth = side(picture.cols(), picture.rows(), width, height);
        int partHeight = side(picture.rows(), picture.cols(), height, width);
        return new Mat(
                picture,
                new Rect((picture.cols() - partWidth) / 2, (picture.rows() - partHeight) / 2, partWidth, partHeight));
    }

    private static int side(int own, int other, int wantedOwn, int wantedOther) {
        return Math.clamp(Math.round((double) other * wantedOwn / wantedOther), 1, own);
    }
}
