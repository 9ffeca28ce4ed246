package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoldenBatchTest {
    private final FakeNetwork network = new FakeNetwork();

    @Test
    void passesANetworkThatMakesSense() {
        assertThatCode(() -> check(8)).doesNotThrowAnyException();
        assertThat(network.batches).containsExactly(1, 1, 1, 1, 4);
        assertThat(network.events).containsExactly("session closed");
    }

    @Test
    void runsNoBatchThatIsLargerThanAllowed() {
        check(2);
        assertThat(network.batches).containsExactly(1, 1, 1, 1, 2);
    }

    @Test
    void refusesANetworkThatMakesNoNumbers() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            network.logit = first -> value;
            assertRefused("computes " + value + " from a picture");
        }
    }

    @Test
    void refusesANetworkThatSaysTheSameToEveryPicture() {
        network.logit = first -> 0.5;
        assertRefused("gives the same answer to every picture");
    }

    @Test
    void refusesANetworkThatMixesUpABatch() {
        network.logit = first -> network.batches.getLast() == 1 ? first : -first;
        assertRefused("gives a picture alone beer 0.");
    }

    @Test
    void drawsPicturesThatDiffer() {
        Preprocessing small = Preprocessing.imagenet().withSize(16, 16);
        FloatBuffer pictures = GoldenPictures.tensor(small);
        assertThat(pictures.remaining()).isEqualTo(GoldenPictures.COUNT * small.floats());
        Set<FloatBuffer> different = new HashSet<>();
        IntStream.range(0, GoldenPictures.COUNT)
                .forEach(i -> different.add(pictures.slice(i * small.floats(), small.floats())));
        assertThat(different).hasSize(GoldenPictures.COUNT);
    }

    private void check(int maxBatch) {
        GoldenBatch.check(LiveClassifierTest.bundle(1), network, maxBatch);
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> check(8))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageStartingWith("random/model.safetensors: makes a network that " + reason);
        assertThat(network.events).containsOnly("session closed");
    }
}
