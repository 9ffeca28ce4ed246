package dev.sommelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistortionTest {
    private static final Pixels FOUR = new Pixels(2, 2, bytes(0, 50, 100, 150, 200, 250, 10, 20, 30, 40, 60, 70));

    @Test
    void brightnessMultipliesAndStopsAtWhite() {
        assertThat(Distortion.brightness(FOUR, 0.5).rgb())
                .isEqualTo(bytes(0, 25, 50, 75, 100, 125, 5, 10, 15, 20, 30, 35));
        assertThat(Distortion.brightness(FOUR, 2).rgb())
                .isEqualTo(bytes(0, 100, 200, 255, 255, 255, 20, 40, 60, 80, 120, 140));
    }

    @Test
    void contrastMovesTowardsTheMean() {
        Pixels two = new Pixels(2, 1, bytes(0, 0, 0, 200, 200, 200));
        assertThat(Distortion.contrast(two, 0.5).rgb()).isEqualTo(bytes(50, 50, 50, 150, 150, 150));
        assertThat(Distortion.contrast(two, 0).rgb()).isEqualTo(bytes(100, 100, 100, 100, 100, 100));
    }

    @Test
    void noiseHasItsDeviationAndItsSeed() {
        byte[] grey = new byte[3 * 100 * 100];
        Arrays.fill(grey, (byte) 128);
        byte[] noisy = Distortion.noise(new Pixels(100, 100, grey), 10, 7).rgb();
        double square = 0;
        for (byte value : noisy) {
            square += Math.pow((value & 0xFF) - 128, 2);
        }
        assertThat(Math.sqrt(square / noisy.length)).isCloseTo(10, within(0.2));
        assertThat(Distortion.noise(new Pixels(100, 100, grey), 10, 8).rgb()).isNotEqualTo(noisy);
    }

    @Test
    void blurSpreadsADotAndKeepsItsLight() {
        byte[] dot = new byte[3 * 21 * 21];
        dot[3 * (10 * 21 + 10)] = (byte) 255;
        byte[] blurred = Distortion.blur(new Pixels(21, 21, dot), 1).rgb();
        // The middle of a normal distribution in two dimensions, 1 / 2π.
        assertThat((double) (blurred[3 * (10 * 21 + 10)] & 0xFF)).isCloseTo(255 / (2 * Math.PI), within(2.0));
        assertThat(blurred[3 * (10 * 21 + 10) + 1]).as("green").isZero();
    }

    @Test
    void aQuarterTurnGoesAnticlockwiseAboutTheMiddle() {
        byte[] rgb = new byte[3 * 3 * 3];
        rgb[3 * 2] = (byte) 255;
        byte[] turned = Distortion.rotation(new Pixels(3, 3, rgb), 90).rgb();
        assertThat(turned[0] & 0xFF).as("from upper right to upper left").isEqualTo(255);
        assertThat(turned[3 * 2]).isZero();
    }

    @Test
    void compressionKeepsColoursInTheirChannels() {
        byte[] red = new byte[3 * 16 * 16];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 200;
        }
        byte[] read = Distortion.compression(new Pixels(16, 16, red), 90).rgb();
        assertThat((double) (read[0] & 0xFF)).isCloseTo(200, within(6.0));
        assertThat((double) (read[2] & 0xFF)).isCloseTo(0, within(6.0));
        byte[] file = Distortion.jpeg(new Pixels(16, 16, red), 90);
        assertThat(Reading.header(file)).isEqualTo(new Header(Format.JPEG, 16, 16, 1));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
