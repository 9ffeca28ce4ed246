package dev.sommelier.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplePhotosTest {
    /// Mean, of 255: what JPEG takes away.
    private static final double LOSS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"beer", "whiskey", "wine"})
    void theFileIsWhatTheDrawingGives(String name) throws IOException {
        BufferedImage file =
                ImageIO.read(ExamplePhotos.FOLDER.resolve(name + ".jpg").toFile());
        assertThat(difference(file, ExamplePhotos.draw(name))).isLessThan(LOSS);
        assertThat(difference(file, ExamplePhotos.draw(name.equals("wine") ? "beer" : "wine")))
                .isGreaterThan(LOSS);
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int y = 0; y < ExamplePhotos.SIDE; y++) {
            for (int x = 0; x < ExamplePhotos.SIDE; x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / (3.0 * ExamplePhotos.SIDE * ExamplePhotos.SIDE);
    }
}
