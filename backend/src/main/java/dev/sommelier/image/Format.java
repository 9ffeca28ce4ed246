package dev.sommelier.image;

import java.util.Arrays;
import java.util.List;

/// The image formats that can be read, recognised by content.
public enum Format {
    JPEG("JPEG"),
    PNG("PNG"),
    WEBP("WebP"),
    GIF("GIF"),
    BMP("BMP"),
    TIFF("TIFF");

    private final String title;

    Format(String title) {
        this.title = title;
    }

    /// The name as people write it, for example `WebP`.
    public String title() {
        return title;
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(Format::title).toList();
    }
}
