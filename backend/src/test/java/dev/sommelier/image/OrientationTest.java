package dev.sommelier.image;

import static dev.sommelier.image.HandMade.chunk;
import static dev.sommelier.image.HandMade.exif;
import static dev.sommelier.image.HandMade.insert;
import static dev.sommelier.image.HandMade.join;
import static dev.sommelier.image.HandMade.latin;
import static dev.sommelier.image.HandMade.withSegment;
import static dev.sommelier.image.Reading.BLUE;
import static dev.sommelier.image.Reading.GREEN;
import static dev.sommelier.image.Reading.RED;
import static dev.sommelier.image.Reading.YELLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 48;

    /// Top left, top right, bottom left and bottom right for orientations 1 to 8.
    private static final int[][] SEEN = {
        {RED, GREEN, BLUE, YELLOW},
        {GREEN, RED, YELLOW, BLUE},
        {YELLOW, BLUE, GREEN, RED},
        {BLUE, YELLOW, RED, GREEN},
        {RED, BLUE, GREEN, YELLOW},
        {BLUE, RED, YELLOW, GREEN},
        {YELLOW, GREEN, BLUE, RED},
        {GREEN, YELLOW, RED, BLUE},
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsEachFormatUprightOnce(int orientation) {
        assertUpright(jpeg(orientation), Format.JPEG, orientation);
        assertUpright(png(orientation), Format.PNG, orientation);
        assertUpright(webp(orientation), Format.WEBP, orientation);
        assertUpright(tiff(orientation, 1), Format.TIFF, orientation);
        assertUpright(tiff(orientation, 2), Format.TIFF, orientation);
    }

    private static void assertUpright(byte[] photo, Format format, int orientation) {
        int[] seen = SEEN[orientation - 1];
        int width = orientation < 5 ? WIDTH : HEIGHT;
        int height = orientation < 5 ? HEIGHT : WIDTH;
        assertThat(Reading.header(photo)).isEqualTo(new Header(format, width, height, orientation));
        for (int reduction : new int[] {1, 2}) {
            Pixels picture = Reading.atLeast(photo, width / reduction, height / reduction);
            assertThat(picture.width()).isEqualTo(width / reduction);
            assertThat(picture.height()).isEqualTo(height / reduction);
            Reading.assertCorners(picture, seen[0], seen[1], seen[2], seen[3]);
        }
    }

    private static byte[] jpeg(int orientation) {
        byte[] plain = Encoded.as(Format.JPEG, Painting.corners(WIDTH, HEIGHT));
        return withSegment(plain, 0xE1, join(latin("Exif\0\0"), exif(orientation)));
    }

    private static byte[] png(int orientation) {
        byte[] plain = Encoded.as(Format.PNG, Painting.corners(WIDTH, HEIGHT));
        return insert(plain, 33, chunk("eXIf", exif(orientation)));
    }

    private static byte[] webp(int orientation) {
        return HandMade.webp(
                Encoded.as(Format.WEBP, Painting.corners(WIDTH, HEIGHT)), WIDTH, HEIGHT, exif(orientation));
    }

    private static byte[] tiff(int orientation, int bytesPerSample) {
        byte[] samples = new byte[WIDTH * HEIGHT * 3 * bytesPerSample];
        BufferedImage corners = Painting.corners(WIDTH, HEIGHT);
        for (int i = 0; i < samples.length; i++) {
            int sample = i / bytesPerSample;
            int rgb = corners.getRGB(sample / 3 % WIDTH, sample / 3 / WIDTH);
            samples[i] = (byte) (rgb >> (16 - 8 * (sample % 3)));
        }
        return HandMade.tiff(ByteOrder.BIG_ENDIAN, WIDTH, HEIGHT, orientation, samples);
    }

    @Test
    void takesAPictureAsUprightIfItsNoteIsBroken() {
        byte[] plain = Encoded.as(Format.JPEG, Painting.corners(WIDTH, HEIGHT));
        for (byte[] note : new byte[][] {exif(0), exif(9), latin("MM\0*\177\0\0\0"), latin("nonsense"), {}}) {
            byte[] photo = withSegment(plain, 0xE1, join(latin("Exif\0\0"), note));
            assertUpright(photo, Format.JPEG, 1);
        }
    }
}
