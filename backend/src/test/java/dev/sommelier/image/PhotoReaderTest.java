package dev.sommelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing.Kernel;
import dev.sommelier.image.Preprocessing.Resize;
import java.awt.image.BufferedImage;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhotoReaderTest {
    private static final PhotoReader READER = new PhotoReader(Preprocessing.imagenet(), 10_000_000);

    @ParameterizedTest
    @EnumSource
    void givesServingAndTrainingTheSameFloats(Format format) {
        byte[] photo = Encoded.as(format, Painting.waves(420, 300));
        for (Resize resize : Resize.values()) {
            for (Kernel kernel : Kernel.values()) {
                Preprocessing p = preprocessing(resize, kernel);
                PhotoReader reader = new PhotoReader(p, 1_000_000);
                FloatBuffer served = slot(p.floats());
                reader.read(photo, served);
                FloatBuffer trained = slot(p.floats());
                reader.decode(photo, p.width(), p.height()).fitted(p).toTensor(p, trained);
                assertThat(floats(served)).isEqualTo(floats(trained));
            }
        }
    }

    private static Preprocessing preprocessing(Resize resize, Kernel kernel) {
        return new Preprocessing(96, 64, resize, kernel, List.of(0.4f, 0.5f, 0.6f), List.of(0.2f, 0.3f, 0.4f));
    }

    private static FloatBuffer slot(int floats) {
        return ByteBuffer.allocateDirect(4 * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static float[] floats(FloatBuffer slot) {
        float[] all = new float[slot.flip().remaining()];
        slot.get(all);
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "91, 60, 91, 60",
        "91, 61, 181, 120",
        "92, 1, 181, 120",
        "46, 30, 46, 30",
        "1, 1, 46, 30",
        "361, 240, 361, 240",
        "5000, 1, 361, 240"
    })
    void decodesAtTheLeastScaleThatIsLargeEnough(int minWidth, int minHeight, int width, int height) {
        for (Format format : Format.values()) {
            Pixels picture = READER.decode(Encoded.as(format, Painting.corners(361, 240)), minWidth, minHeight);
            assertThat(List.of(picture.width(), picture.height())).isEqualTo(List.of(width, height));
        }
    }

    @Test
    void reducesAllFormatsToAlmostTheSamePicture() {
        BufferedImage waves = Painting.waves(900, 600);
        byte[] expected = READER.decode(Encoded.as(Format.PNG, waves), 224, 150).rgb();
        byte[] jpeg = READER.decode(Encoded.as(Format.JPEG, waves), 224, 150).rgb();
        double difference = IntStream.range(0, jpeg.length)
                .map(i -> Math.abs((jpeg[i] & 0xFF) - (expected[i] & 0xFF)))
                .average()
                .orElseThrow();
        assertThat(difference).isLessThan(6);
    }

    @Test
    void fillsSlotsOneBehindTheOther() {
        FloatBuffer batch = slot(2 * READER.preprocessing().floats());
        byte[] photo = Encoded.as(Format.JPEG, Painting.corners(300, 300));
        READER.read(photo, batch);
        assertThat(batch.position()).isEqualTo(READER.preprocessing().floats());
        READER.read(photo, batch);
        assertThat(batch.hasRemaining()).isFalse();
        float[] both = floats(batch);
        assertThat(Arrays.copyOf(both, both.length / 2))
                .isEqualTo(Arrays.copyOfRange(both, both.length / 2, both.length));
    }

    @Test
    void leavesTheSlotAloneWhenItRefusesAPhoto() {
        FloatBuffer slot = slot(READER.preprocessing().floats());
        byte[] photo = Encoded.as(Format.PNG, Painting.waves(300, 300));
        photo[photo.length / 2] ^= 1;
        assertThatThrownBy(() -> READER.read(photo, slot)).isInstanceOf(Failure.class);
        assertThat(slot.position()).isZero();
        assertThat(floats(slot.limit(slot.capacity()).position(slot.capacity())))
                .containsOnly(0);
    }

    @Test
    void doesNotWritePastAShortSlot() {
        FloatBuffer slot = slot(READER.preprocessing().floats() - 1);
        byte[] photo = Encoded.as(Format.JPEG, Painting.corners(300, 300));
        assertThatThrownBy(() -> READER.read(photo, slot)).isInstanceOf(BufferOverflowException.class);
        assertThat(slot.position()).isZero();
    }

    @Test
    void leavesNoNativeMemoryBehind() {
        byte[] good = Encoded.as(Format.PNG, Painting.film(0x80FF0000));
        byte[] bad = HandMade.png(10, 10, "\10\2", new byte[31]);
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            READER.decode(good, 1, 1).resized(5, 5, Kernel.AREA);
            assertThatThrownBy(() -> READER.decode(bad, 1, 1)).isInstanceOf(Failure.class);
        }
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    @Test
    void decodesOnManyThreadsAtOnce() {
        byte[] photo = Encoded.as(Format.JPEG, Painting.waves(500, 400));
        byte[] alone = READER.decode(photo, 224, 224).rgb();
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> READER.decode(photo, 224, 224).rgb()))
                .allMatch(together -> Arrays.equals(together, alone));
    }

    @Test
    void showsTheFirstFrameOfAnAnimation() {
        byte[] both = Encoded.animation(Painting.film(0xFFFF0000), Painting.film(0xFF0000FF));
        assertThat(READER.header(both)).isEqualTo(new Header(Format.GIF, 20, 10, 1));
        Reading.assertColour(Reading.pixels(both), 5, 5, 0xFF0000, 0);
    }
}
