package dev.sommelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelLimitTest {
    private static final Preprocessing ANY = Preprocessing.imagenet();

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
