package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Outputs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final float[] TWO_CLASSES = {4, 2, 0, -1, 0, 1, /* */ -4, -4, -4, -4, -4, 1};

    @Test
    void isTheClearerTheMoreAPlaceSpeaksForTheClass() throws IOException {
        BufferedImage picture = picture(new HeatMap(2, 2, TWO_CLASSES).png(0));
        assertThat(picture.getWidth()).isEqualTo(3);
        assertThat(picture.getHeight()).isEqualTo(2);
        assertThat(alpha(picture, 0, 0)).isEqualTo(190);
        assertThat(alpha(picture, 1, 0)).isEqualTo(95);
        assertThat(alpha(picture, 0, 1)).as("against the class").isZero();
    }

    @Test
    void classesShareOneScale() throws IOException {
        BufferedImage picture = picture(new HeatMap(2, 2, TWO_CLASSES).png(1));
        assertThat(alpha(picture, 2, 1)).isEqualTo(Math.round(190 / 4f));
    }

    @Test
    void knowsTheFeatureMapsShape() {
        Outputs outputs = new Outputs(1, new float[2], new float[4], new float[2 * 2 * 4]);
        assertThat(HeatMap.of(outputs, Preprocessing.imagenet().withSize(128, 64))
                        .rows())
                .isEqualTo(2);
    }

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int alpha(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) >>> 24;
    }
}
