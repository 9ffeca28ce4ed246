package dev.sommelier.evaluate;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Outputs;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Class activation maps of one photo.
///
/// @param rows of the feature map
/// @param activation `(C, rows, columns)`
/// @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al., Learning Deep Features for Discriminative
///     Localization</a>
record HeatMap(int classes, int rows, float[] activation) {

    /// Of the first photo.
    static HeatMap of(Outputs outputs, Preprocessing input) {
        int classes = outputs.logits(0).length;
        float[] activation = outputs.activation(0);
        double cells = (double) activation.length / classes;
        return new HeatMap(classes, (int) Math.round(Math.sqrt(cells * input.height() / input.width())), activation);
    }

    /// One pixel for each place, the clearer the more it speaks for the class. All classes of a photo have one
    /// scale, so that their maps can be compared; what speaks against a class is transparent.
    byte[] png(int ofClass) {
        int cells = activation.length / classes;
        int columns = cells / rows;
        float most = activation[Predictions.best(activation)];
        BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < cells; i++) {
            double heat = most > 0 ? Math.clamp(activation[ofClass * cells + i] / most, 0, 1) : 0;
            picture.setRGB(i % columns, i / columns, colour(heat));
        }
        return encoded(picture);
    }

    /// From clear yellow to strong red.
    private static int colour(double heat) {
        Color hue = Color.getHSBColor((float) (0.15 * (1 - heat)), 1, 1);
        return ((int) Math.round(190 * heat) << 24) | (hue.getRGB() & 0xFFFFFF);
    }

    private static byte[] encoded(BufferedImage picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
