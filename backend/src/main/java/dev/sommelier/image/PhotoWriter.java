package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;

/// Encodes pictures as cameras and web sites do, with colour at half resolution; [Pixels#jpeg] keeps all of it.
public final class PhotoWriter {
    private PhotoWriter() {}

    /// @param quality 1 to 100
    /// @param progressive coarse first and finer in later scans, as many web sites send them
    public static byte[] jpeg(Pixels picture, int quality, boolean progressive) {
        return picture.encoded(".jpg", IMWRITE_JPEG_QUALITY, quality, IMWRITE_JPEG_PROGRESSIVE, progressive ? 1 : 0);
    }

    /// @param quality 1 to 100
    public static byte[] webp(Pixels picture, int quality) {
        return picture.encoded(".webp", IMWRITE_WEBP_QUALITY, quality);
    }
}
