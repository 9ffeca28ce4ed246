package dev.sommelier.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;

/// What the tests ask of a reader.
final class Reading {
    static final int RED = 0xFF0000;
    static final int GREEN = 0x00FF00;
    static final int BLUE = 0x0000FF;
    static final int YELLOW = 0xFFFF00;

    private static final PhotoReader READER = new PhotoReader(Preprocessing.imagenet(), 1_000_000);

    private Reading() {}

    static Header header(byte[] photo) {
        return READER.header(photo);
    }

    /// The whole picture, at full size if its sides are under 2000 pixels.
    static Pixels pixels(byte[] photo) {
        return READER.decode(photo, 2000, 2000);
    }

    static Pixels atLeast(byte[] photo, int width, int height) {
        return READER.decode(photo, width, height);
    }

    /// @param tolerance per channel, of 255
    static void assertColour(Pixels picture, int x, int y, int rgb, int tolerance) {
        for (int channel = 0; channel < 3; channel++) {
            assertThat(picture.rgb()[3 * (y * picture.width() + x) + channel] & 0xFF)
                    .as("channel %d at %d, %d", channel, x, y)
                    .isCloseTo((rgb >> (16 - 8 * channel)) & 0xFF, Offset.offset(tolerance));
        }
    }

    /// Looks at the middles of the four quarters.
    static void assertCorners(Pixels picture, int topLeft, int topRight, int bottomLeft, int bottomRight) {
        int left = picture.width() / 4;
        int right = picture.width() - 1 - left;
        int top = picture.height() / 4;
        int bottom = picture.height() - 1 - top;
        assertColour(picture, left, top, topLeft, 30);
        assertColour(picture, right, top, topRight, 30);
        assertColour(picture, left, bottom, bottomLeft, 30);
        assertColour(picture, right, bottom, bottomRight, 30);
    }
}
