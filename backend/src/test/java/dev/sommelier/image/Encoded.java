package dev.sommelier.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Pictures as files, written by ordinary encoders.
final class Encoded {
    private Encoded() {}

    static byte[] as(Format format, BufferedImage picture) {
        return format == Format.WEBP ? webp(picture, 90) : imageIo(format.name(), picture);
    }

    static byte[] imageIo(String format, BufferedImage picture) {
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            if (!ImageIO.write(picture, format, file)) {
                throw new IllegalArgumentException("no encoder for this picture as " + format);
            }
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] animation(BufferedImage... frames) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /// @param quality 1 to 100; above that lossless
    static byte[] webp(BufferedImage picture, int quality) {
        return openCv(".webp", picture, IMWRITE_WEBP_QUALITY, quality);
    }

    static byte[] progressiveJpeg(BufferedImage picture) {
        return openCv(".jpg", picture, IMWRITE_JPEG_PROGRESSIVE, 1);
    }

    private static byte[] openCv(String extension, BufferedImage picture, int... parameters) {
        int channels = picture.getColorModel().hasAlpha() ? 4 : 3;
        try (PointerScope _ = new PointerScope()) {
            Mat pixels = new Mat(
                    picture.getHeight(),
                    picture.getWidth(),
                    channels == 4 ? CV_8UC4 : CV_8UC3,
                    new BytePointer(bgr(picture, channels)));
            BytePointer buffer = new BytePointer();
            imencode(extension, pixels, buffer, new IntPointer(parameters));
            byte[] file = new byte[Math.toIntExact(buffer.limit())];
            buffer.get(file);
            return file;
        }
    }

    private static byte[] bgr(BufferedImage picture, int channels) {
        int width = picture.getWidth();
        byte[] bytes = new byte[width * picture.getHeight() * channels];
        for (int i = 0; i < bytes.length; i++) {
            int pixel = i / channels;
            bytes[i] = (byte) (picture.getRGB(pixel % width, pixel / width) >> (8 * (i % channels)));
        }
        return bytes;
    }
}
