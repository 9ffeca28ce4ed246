package dev.sommelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC4;

import dev.sommelier.failure.Failure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelLimitTest {
    private static final Preprocessing ANY = Preprocessing.imagenet();

    /// Where [HandMade#tiff] writes this tag's value: in the eighth entry of 12 bytes, behind a head of 10.
    private static final int SAMPLES_PER_PIXEL = 10 + 7 * 12 + 8;

    @ParameterizedTest
    @EnumSource
    void refusesMorePixelsThanTheLimitAndAllowsAsMany(Format format) {
        byte[] photo = Encoded.as(format, Painting.corners(40, 30));
        assertThat(new PhotoReader(ANY, 1200).header(photo).width()).isEqualTo(40);
        assertThatThrownBy(() -> new PhotoReader(ANY, 1199).header(photo))
                .isInstanceOf(Failure.TooLarge.class)
                .hasMessageContaining("40 × 30 = 1,200")
                .hasMessageContaining("1,199");
    }

    @Test
    void refusesABombByItsHeaderWithNothingBehindIt() {
        byte[] bomb = HandMade.png(20_000, 20_000, "\10\2", new byte[0]);
        PhotoReader reader = new PhotoReader(ANY, 50_000_000);
        long nativeBefore = Pointer.totalCount();
        assertThatThrownBy(() -> reader.read(
                        bomb, ByteBuffer.allocateDirect(4 * ANY.floats()).asFloatBuffer()))
                .isInstanceOf(Failure.TooLarge.class);
        assertThat(Pointer.totalCount()).isEqualTo(nativeBefore);
    }

    @Test
    void judgesTheSizeEvenOfAFileThatIsCutOffRightAfterIt() {
        byte[] bomb = Arrays.copyOf(HandMade.png(20_000, 20_000, "\10\2", new byte[0]), 33);
        assertThatThrownBy(() -> new PhotoReader(ANY, 50_000_000).header(bomb)).isInstanceOf(Failure.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void refusesADeepTiffByItsHeader(int bits) {
        byte[] photo = HandMade.tiff(ByteOrder.LITTLE_ENDIAN, 40, 30, 1, new byte[40 * 30 * 3 * bits / 8]);
        assertThatThrownBy(() -> new PhotoReader(ANY, 1200).header(photo))
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("The TIFF file has %d bits a sample, which cannot be read.".formatted(bits));
    }

    @Test
    void refusesATiffOfManySamplesByItsHeader() {
        byte[] photo = HandMade.tiff(ByteOrder.LITTLE_ENDIAN, 40, 30, 1, new byte[40 * 30 * 3]);
        ByteBuffer.wrap(photo).order(ByteOrder.LITTLE_ENDIAN).putInt(SAMPLES_PER_PIXEL, 5);
        assertThatThrownBy(() -> new PhotoReader(ANY, 1200).header(photo))
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("The TIFF file has 5 samples a pixel, which cannot be read.");
    }

    @Test
    void tellsMissingMemoryFromDamage() {
        assertThatThrownBy(() -> new Mat(1 << 30, 1 << 20, CV_64FC4))
                .isInstanceOfSatisfying(
                        RuntimeException.class,
                        e -> assertThat(Codec.outOfMemory(e)).as(e.getMessage()).isTrue());
        assertThat(Codec.outOfMemory(new RuntimeException("error: (-215:Assertion failed)")))
                .isFalse();
    }

    @Test
    void looksAtTheSizeOfGifFramesToo() {
        byte[] photo = Encoded.as(Format.GIF, Painting.corners(40, 30));
        ByteBuffer.wrap(photo)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 1)
                .putShort(8, (short) 1);
        assertThatThrownBy(() -> new PhotoReader(ANY, 1199).header(photo)).isInstanceOf(Failure.TooLarge.class);
    }

    @Test
    void refusesSidesThatNoDecoderReads() {
        byte[] photo = HandMade.png(2_000_000, 1, "\10\2", new byte[0]);
        assertThatThrownBy(() -> new PhotoReader(ANY, 50_000_000).header(photo))
                .isInstanceOf(Failure.UnreadableImage.class)
                .hasMessageContaining("1,048,576");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, (1L << 30) + 1})
    void isBetweenOnePixelAndWhatTheDecoderTakes(long limit) {
        assertThatThrownBy(() -> new PhotoReader(ANY, limit)).isInstanceOf(IllegalArgumentException.class);
    }
}
