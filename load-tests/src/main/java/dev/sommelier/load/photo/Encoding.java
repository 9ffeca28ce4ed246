package dev.sommelier.load.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// How a picture is kept in a file. What web sites pass on is mostly JPEG, a third of it progressive.
enum Encoding {
    JPEG("jpeg", false),
    PROGRESSIVE_JPEG("jpeg", true),
    PNG("png", false);

    private final String format;
    private final boolean progressive;

    Encoding(String format, boolean progressive) {
        this.format = format;
        this.progressive = progressive;
    }

    String extension() {
        return format;
    }

    String contentType() {
        return "image/" + format;
    }

    byte[] encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (progressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
