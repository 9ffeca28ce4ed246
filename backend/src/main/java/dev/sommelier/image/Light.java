package dev.sommelier.image;

/// Brightness, contrast and saturation of RGB pixels.
///
/// Grey is `0.299 R + 0.587 G + 0.114 B`, as in [BT.601](https://www.itu.int/rec/R-REC-BT.601).
final class Light {
    private Light() {}

    /// @param rgb uint8 `(H, W, 3)`; only read
    static byte[] change(byte[] rgb, double brightness, double contrast, double saturation) {
        int[] table = table(brightness, contrast, brightness * meanGrey(rgb));
        byte[] changed = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            int red = table[rgb[i] & 0xFF];
            int green = table[rgb[i + 1] & 0xFF];
            int blue = table[rgb[i + 2] & 0xFF];
            double grey = 0.299 * red + 0.587 * green + 0.114 * blue;
            changed[i] = value(grey + (red - grey) * saturation);
            changed[i + 1] = value(grey + (green - grey) * saturation);
            changed[i + 2] = value(grey + (blue - grey) * saturation);
        }
        return changed;
    }

    private static int[] table(double brightness, double contrast, double mean) {
        int[] table = new int[256];
        for (int x = 0; x < table.length; x++) {
            table[x] = Math.clamp(Math.round(mean + (x * brightness - mean) * contrast), 0, 255);
        }
        return table;
    }

    private static double meanGrey(byte[] rgb) {
        long sum = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            sum += 299 * (rgb[i] & 0xFF) + 587 * (rgb[i + 1] & 0xFF) + 114 * (rgb[i + 2] & 0xFF);
        }
        return sum / 1000.0 * 3 / rgb.length;
    }

    private static byte value(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
