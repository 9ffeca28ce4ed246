package dev.sommelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.image.Preprocessing.Kernel;
import dev.sommelier.image.Preprocessing.Resize;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsTest {
    /// Two rows of three pixels; pixel `i` is `(10 i, 10 i + 1, 10 i + 2)`.
    private static final Pixels SIX = numbered(3, 2);

    private static Pixels numbered(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (10 * (i / 3) + i % 3);
        }
        return new Pixels(width, height, rgb);
    }

    @Test
    void cropsAPart() {
        assertThat(SIX.crop(1, 1, 2, 1).rgb()).containsExactly(40, 41, 42, 50, 51, 52);
        assertThatThrownBy(() -> SIX.crop(2, 0, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SIX.crop(0, -1, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void exchangesLeftAndRight() {
        assertThat(SIX.flipped().rgb())
                .containsExactly(20, 21, 22, 10, 11, 12, 0, 1, 2, 50, 51, 52, 40, 41, 42, 30, 31, 32);
        assertThat(SIX.flipped().flipped().rgb()).isEqualTo(SIX.rgb());
    }

    @Test
    void averagesTheAreaUnderEachPixel() {
        assertThat(SIX.resized(1, 1, Kernel.AREA).rgb()).containsExactly(25, 26, 27);
        assertThat(SIX.resized(3, 1, Kernel.AREA).rgb()).containsExactly(15, 16, 17, 25, 26, 27, 35, 36, 37);
    }

    @Test
    void averagesAlongOneSideEvenWhenTheOtherIsEnlarged() {
        assertThat(numbered(8, 1).resized(1, 16, Kernel.AREA).rgb()).startsWith(35, 36, 37);
    }

    @Test
    void takesTheNearestFourPixelsWhenBilinear() {
        assertThat(numbered(8, 1).resized(2, 1, Kernel.BILINEAR).rgb()).containsExactly(15, 16, 17, 55, 56, 57);
    }

    @Test
    void stretchesOrCropsByThePreprocessingsRule() {
        Pixels halves = halves();
        assertThat(halves.fitted(plain(Resize.STRETCH)).rgb()).startsWith(100, 100, 100);
        assertThat(halves.fitted(plain(Resize.CENTER_CROP)).rgb()).containsOnly(7);
    }

    /// 64 × 16, the middle 16 columns 7, all others 100.
    private static Pixels halves() {
        byte[] rgb = new byte[3 * 64 * 16];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 64;
            rgb[i] = (byte) (x >= 24 && x < 40 ? 7 : 100);
        }
        return new Pixels(64, 16, rgb);
    }

    private static Preprocessing plain(Resize resize) {
        return new Preprocessing(16, 16, resize, Kernel.AREA, List.of(0.1f, 0.2f, 0.3f), List.of(1f, 2f, 4f));
    }

    @Test
    void normalisesIntoOnePlanePerChannel() {
        Preprocessing p = plain(Resize.STRETCH);
        FloatBuffer slot = FloatBuffer.allocate(p.floats() + 5);
        numbered(16, 16).toTensor(p, slot.position(5));
        assertThat(slot.position()).isEqualTo(5 + p.floats());
        assertThat(slot.get(5 + 3)).isCloseTo(30 / 255f - 0.1f, within(1e-6f));
        assertThat(slot.get(5 + 256 + 3)).isCloseTo((31 / 255f - 0.2f) / 2, within(1e-6f));
        assertThat(slot.get(5 + 512 + 3)).isCloseTo((32 / 255f - 0.3f) / 4, within(1e-6f));
    }

    @Test
    void mustHaveTheNetworksSizeToBecomeATensor() {
        Preprocessing p = plain(Resize.STRETCH);
        FloatBuffer slot = FloatBuffer.allocate(p.floats());
        assertThatThrownBy(() -> SIX.toTensor(p, slot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 × 16");
    }

    @Test
    void haveAsManyBytesAsTheirSizeTells() {
        assertThatThrownBy(() -> new Pixels(2, 2, new byte[11])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pixels(0, 2, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
