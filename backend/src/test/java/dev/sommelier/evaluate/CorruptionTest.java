package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptionTest {
    private static final Pixels PHOTO = photo();

    /// Tiles on a slope from dark to bright: something for small changes to spoil, and something for large ones.
    private static Pixels photo() {
        Pixels tiles =
                new PhotoReader(Preprocessing.imagenet(), 1_000_000).decode(DrawnPhoto.tiles(0.1f, 96, 3), 96, 96);
        byte[] rgb = new byte[tiles.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (2 * (i / 3 % 96) + (tiles.rgb()[i] & 0xFF) / 4);
        }
        return new Pixels(96, 96, rgb);
    }

    @ParameterizedTest
    @EnumSource
    void strengthZeroLeavesThePhotoAsItIs(Corruption corruption) {
        assertThat(corruption.apply(PHOTO, 0)).isSameAs(PHOTO);
    }

    @ParameterizedTest
    @EnumSource
    void eachStrengthChangesMoreThanTheOneBefore(Corruption corruption) {
        double before = 0;
        for (int strength = 1; strength <= Corruption.STRENGTHS; strength++) {
            double change = change(corruption.apply(PHOTO, strength));
            assertThat(change).as("%s %d", corruption, strength).isGreaterThan(before);
            before = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameEachTime(Corruption corruption) {
        assertThat(corruption.apply(PHOTO, 3).rgb())
                .isEqualTo(corruption.apply(PHOTO, 3).rgb());
    }

    @ParameterizedTest
    @EnumSource
    void namesItsStrengths(Corruption corruption) {
        assertThat(corruption.amounts()).hasSize(Corruption.STRENGTHS).doesNotHaveDuplicates();
    }

    /// Mean absolute change of a value.
    private static double change(Pixels changed) {
        assertThat(List.of(changed.width(), changed.height())).isEqualTo(List.of(PHOTO.width(), PHOTO.height()));
        long sum = 0;
        for (int i = 0; i < PHOTO.rgb().length; i++) {
            sum += Math.abs((changed.rgb()[i] & 0xFF) - (PHOTO.rgb()[i] & 0xFF));
        }
        return (double) sum / PHOTO.rgb().length;
    }
}
