package dev.sommelier.load.photo;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// A file as a browser would send it.
///
/// @param name file name, with its extension
/// @param contentType what the sender says it is
/// @param label the class of what it shows, empty where nobody knows
public record Photo(String name, String contentType, byte[] bytes, String label) {
    public Photo(String name, String contentType, byte[] bytes) {
        this(name, contentType, bytes, "");
    }

    public static Photo jpeg(Drink drink, int width, int height) {
        return drawn(drink, drink.draw(width, height), Encoding.JPEG);
    }

    public static Photo png(Drink drink, int width, int height) {
        return drawn(drink, drink.draw(width, height), Encoding.PNG);
    }

    static Photo drawn(Drink drink, BufferedImage image, Encoding encoding) {
        return new Photo(
                drink.name() + "." + encoding.extension(),
                encoding.contentType(),
                encoding.encode(image),
                drink.name());
    }

    /// The same file after an upload that broke off: its first half.
    public Photo cutOff() {
        return new Photo("half-" + name, contentType, Arrays.copyOf(bytes, bytes.length / 2));
    }
}
