package dev.sommelier.image;

import static dev.sommelier.image.HandMade.join;
import static dev.sommelier.image.HandMade.latin;
import static dev.sommelier.image.HandMade.withSegment;
import static dev.sommelier.image.Reading.BLUE;
import static dev.sommelier.image.Reading.GREEN;
import static dev.sommelier.image.Reading.RED;
import static dev.sommelier.image.Reading.YELLOW;
import static dev.sommelier.image.Reading.assertCorners;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

    @ParameterizedTest
    @EnumSource
    void knowsFormatAndSizeFromTheHeader(Format format) {
        byte[] photo = Encoded.as(format, Painting.corners(37, 21));
        assertThat(Reading.header(photo)).isEqualTo(new Header(format, 37, 21, 1));
    }

    @ParameterizedTest
    @EnumSource
    void decodesEachFormatToRgb(Format format) {
        Pixels picture = Reading.pixels(Encoded.as(format, Painting.corners(40, 30)));
        assertThat(picture.width()).isEqualTo(40);
        assertThat(picture.height()).isEqualTo(30);
        assertCorners(picture, RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void decodesLosslessWebp() {
        byte[] photo = Encoded.webp(Painting.corners(40, 30), 101);
        assertThat(latin("VP8L")).isEqualTo(Arrays.copyOfRange(photo, 12, 16));
        assertThat(Reading.header(photo)).isEqualTo(new Header(Format.WEBP, 40, 30, 1));
        assertCorners(Reading.pixels(photo), RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void decodesProgressiveJpeg() {
        byte[] photo = Encoded.progressiveJpeg(Painting.corners(64, 48));
        assertThat(Reading.header(photo)).isEqualTo(new Header(Format.JPEG, 64, 48, 1));
        assertCorners(Reading.pixels(photo), RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void readsTiffInBothByteOrders(String order) {
        ByteOrder bytes = order.startsWith("L") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        byte[] photo = HandMade.tiff(bytes, 1, 2, 1, new byte[] {10, 20, 30, 40, 50, 60});
        assertThat(Reading.pixels(photo).rgb()).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void looksPastTheThumbnailInsideAnApplicationSegment() {
        byte[] thumbnail = Encoded.as(Format.JPEG, Painting.corners(8, 8));
        byte[] photo = Encoded.as(Format.JPEG, Painting.corners(40, 30));
        byte[] both = withSegment(photo, 0xE1, join(latin("Exif\0\0"), HandMade.exif(1), thumbnail));
        assertThat(Reading.header(both)).isEqualTo(new Header(Format.JPEG, 40, 30, 1));
    }

    @ParameterizedTest
    @EnumSource
    void doesNotMindWhatFollowsTheEndOfAnImage(Format format) {
        byte[] photo = join(Encoded.as(format, Painting.corners(40, 30)), latin("left over \u00FF\u00FF\u00FF\u00FF"));
        assertThat(Reading.pixels(photo).width()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'%PDF-1.7 '|PDF",
                "'\0\0\0\u0018ftypheic\0\0\0\0'|HEIC",
                "'\0\0\0\u0018ftypavif\0\0\0\0'|AVIF",
                "'\0\0\0\u0018ftypisom\0\0\0\0'|MP4",
                "'<?xml version=\"1.0\"?> <svg xmlns=\"\">'|SVG",
                "'\0\0\0\fJXL \r\n'|JPEG XL",
                "'\0\0\0\fjP  \r\n'|JPEG 2000",
                "'8BPS\0\1'|PSD",
                "'\0\0\1\0\1\0'|ICO",
                "'PK\3\4'|ZIP",
                "'<!DOCTYPE html><p>'|HTML",
            })
    void namesFormatsThatItCannotRead(String start, String title) {
        assertThatThrownBy(() -> Reading.header(latin(start)))
                .isInstanceOf(Failure.UnsupportedFormat.class)
                .hasMessageContaining(title)
                .hasMessageContaining("JPEG, PNG, WebP, GIF, BMP, TIFF");
    }

    @Test
    void tellsTextAndNoiseFromImages() {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        for (byte[] bytes :
                new byte[][] {latin("BMW is a car, and this is a letter about it."), noise, {0}, {-1, -40}}) {
            assertThatThrownBy(() -> Reading.header(bytes))
                    .isInstanceOf(Failure.UnreadableImage.class)
                    .hasMessageContaining("not an image");
        }
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertThatThrownBy(() -> Reading.header(new byte[0]))
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("empty");
    }
}
