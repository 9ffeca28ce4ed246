package dev.sommelier.load.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// A file as a browser would send it.
///
/// @param name file name, with its extension
/// @param contentType what the sender says it is
public record Photo(String name, String contentType, byte[] bytes) {
    public static Photo jpeg(Drink drink, int width, int height) {
        return encode(drink, drink.draw(width, height), "jpeg");
    }

    public static Photo png(Drink drink, int width, int height) {
        return encode(drink, drink.draw(width, height), "png");
    }

    /// The same file after an upload that broke off: its first half.
    public Photo cutOff() {
        return new Photo("half-" + name, contentType, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static Photo encode(Drink drink, BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Photo(drink.name() + "." + format, "image/" + format, bytes.toByteArray());
    }
}
