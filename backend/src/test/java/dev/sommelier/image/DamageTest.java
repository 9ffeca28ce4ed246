package dev.sommelier.image;

import static dev.sommelier.image.HandMade.chunk;
import static dev.sommelier.image.HandMade.ints;
import static dev.sommelier.image.HandMade.join;
import static dev.sommelier.image.HandMade.latin;
import static dev.sommelier.image.HandMade.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
    /// The longest start by which no format but BMP can be told, and that only by its length.
    private static final int SIGNATURE = 18;

    @ParameterizedTest
    @EnumSource
    void saysWhereverAFileWasCutThatItIsTruncated(Format format) {
        byte[] whole = Encoded.as(format, Painting.waves(60, 40));
        for (int length = SIGNATURE; length < whole.length; length += length < 200 ? 1 : 41) {
            assertTruncated(Arrays.copyOf(whole, length));
        }
        assertTruncated(Arrays.copyOf(whole, whole.length - 1));
    }

    @Test
    void findsCutsInProgressiveAndLosslessFilesToo() {
        for (byte[] whole :
                new byte[][] {Encoded.progressiveJpeg(Painting.waves(60, 40)), Encoded.webp(Painting.waves(60, 40), 101)
                }) {
            for (int length = SIGNATURE; length < whole.length; length += 37) {
                assertTruncated(Arrays.copyOf(whole, length));
            }
        }
    }

    @Test
    void findsThatAWholePartOfAWebpIsMissing() {
        byte[] note = HandMade.exif(1);
        byte[] whole = HandMade.webp(Encoded.as(Format.WEBP, Painting.waves(60, 40)), 60, 40, note);
        assertThat(Reading.pixels(whole).width()).isEqualTo(60);
        assertTruncated(Arrays.copyOf(whole, whole.length - note.length - 8));
    }

    private static void assertTruncated(byte[] photo) {
        assertThatThrownBy(() -> Reading.header(photo))
                .as("%d bytes", photo.length)
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("truncated")
                .hasMessageContaining("Send the whole file.");
    }

    @ParameterizedTest
    @EnumSource
    void neverFailsInAnUnforeseenWay(Format format) {
        byte[] whole = Encoded.as(format, Painting.waves(60, 40));
        Random random = new Random(format.name().hashCode());
        Map<String, Integer> ends = new TreeMap<>();
        for (int round = 0; round < 400; round++) {
            ends.merge(end(flipped(whole, random)), 1, Integer::sum);
        }
        assertThat(ends.keySet())
                .as("%s", ends)
                .isSubsetOf("decoded", "UnreadableImage", "TooLarge", "UnsupportedFormat");
    }

    /// Half of the rounds hit the first hundred bytes, where headers are.
    private static byte[] flipped(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        int reach = random.nextBoolean() ? Math.min(100, whole.length) : whole.length;
        for (int i = random.nextInt(8); i >= 0; i--) {
            changed[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static String end(byte[] photo) {
        try {
            Reading.pixels(photo);
            return "decoded";
        } catch (RuntimeException e) {
            return e instanceof Failure ? e.getClass().getSimpleName() : e.toString();
        }
    }

    @Test
    void noticesAChecksumThatDoesNotMatch() {
        byte[] photo = Encoded.as(Format.PNG, Painting.waves(60, 40));
        photo[photo.length / 2] ^= 1;
        assertDamaged(photo, "checksum");
    }

    @Test
    void noticesThatThereAreFewerRowsThanTheHeaderClaims() {
        assertDamaged(png(10, 10, "\10\2", new byte[31 * 4]), "cannot be decoded");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesImpossibleSizes(int side) {
        assertDamaged(png(side, 10, "\10\2", new byte[10]), "size");
        assertDamaged(png(10, side, "\10\2", new byte[10]), "size");
    }

    @Test
    void refusesFilesWithAHeaderAndNoPicture() {
        assertDamaged(latin("\u0089PNG\r\n\u001A\n\0\0\0\0IEND\u00AEB`\u0082"), "header");
        assertDamaged(latin("\u00FF\u00D8\u00FF\u00D9"), "no picture");
        assertDamaged(latin("GIF89a\12\0\12\0\0\0\0;"), "no picture");
    }

    @Test
    void refusesJpegsWhoseScansNeverEnd() {
        byte[] photo = Encoded.progressiveJpeg(Painting.waves(60, 40));
        for (int i = 0; i < 101; i++) {
            photo = HandMade.insert(photo, photo.length - 2, latin("\u00FF\u00DA\0\10\1\1\0\0\0\0"));
        }
        byte[] endless = photo;
        assertThatThrownBy(() -> Reading.header(endless))
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("scans");
    }

    @Test
    void unpacksNothingThatAPictureDoesNotNeed() {
        byte[] bomb = join(latin("a\0\0"), HandMade.deflated(new byte[1 << 20]));
        byte[] text = chunk("zTXt", bomb);
        byte[] profile = chunk("iCCP", bomb);
        byte[] photo = png(1, 1, "\10\2", new byte[] {0, 9, 8, 7}, text, profile);
        assertThat(Reading.pixels(photo).rgb()).containsExactly(9, 8, 7);
        assertThat(PngEssence.of(photo)).isEqualTo(png(1, 1, "\10\2", new byte[] {0, 9, 8, 7}));
    }

    @Test
    void showsTheStillPictureOfAPngWhoseAnimationMakesNoSense() {
        byte[] frame = join(ints(0, 60_000, 60_000, 0, 0, 0x0001_0001), new byte[2]);
        byte[] photo = png(1, 1, "\10\2", new byte[] {0, 9, 8, 7}, chunk("acTL", ints(1, 0)), chunk("fcTL", frame));
        assertThat(Reading.pixels(photo).rgb()).containsExactly(9, 8, 7);
    }

    @Test
    void refusesMoreCompressedDataThanPixelsCanTake() {
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);
        assertDamaged(png(1, 1, "\10\2", noise), "more data");
    }

    private static void assertDamaged(byte[] photo, String why) {
        assertThatThrownBy(() -> Reading.pixels(photo))
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(why);
    }
}
