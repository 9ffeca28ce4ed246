package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    /// No half float holds it, and 16 bits would not do.
    private static final float EXACT = 1.000_000_1f;

    @TempDir
    Path folder = Path.of("");

    @Test
    void givesBackExactlyWhatWasSaved() {
        checkpoints().save(checkpoint(3, EXACT));
        Checkpoints.Checkpoint last = checkpoints().last().orElseThrow();
        assertThat(last.standing()).isEqualTo(new Standing(3, 30, 2, 0.25));
        assertThat(last.learned().get("a.weight").values()).containsExactly(EXACT, -EXACT);
        assertThat(last.memory().get("mean.a.weight").values()).containsExactly(1e-30f, Float.MIN_VALUE);
    }

    @Test
    void hasNothingBeforeTheFirst() {
        assertThat(checkpoints().last()).isEmpty();
    }

    @Test
    void keepsTheLastOneAlone() throws IOException {
        checkpoints().save(checkpoint(1, 1));
        checkpoints().save(checkpoint(2, 2));
        assertThat(names()).containsExactly("epoch-00002");
    }

    @Test
    void isClearedAlsoWhereAProcessDiedWhileItClearedAnother() throws IOException {
        checkpoints().save(checkpoint(1, 1));
        Files.createFile(Files.createDirectories(folder.resolve(".done")).resolve("best.safetensors"));
        checkpoints().clear();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void passesOverWhatADyingProcessLeftHalfDone() throws IOException {
        checkpoints().save(checkpoint(1, 1));
        Path half = Files.createDirectories(folder.resolve("run/.writing-2"));
        Files.createFile(half.resolve("learned.safetensors"));
        assertThat(checkpoints().last().orElseThrow().standing().epoch()).isEqualTo(1);
    }

    @Test
    void leavesTheLastOneWholeWhereTheNextCannotBeWritten() throws IOException {
        checkpoints().save(checkpoint(1, 1));
        // A folder that is no folder any more takes no files, as little as a full disk does.
        Path aside = folder.resolve("aside");
        Files.move(folder.resolve("run"), aside);
        Files.createFile(folder.resolve("run"));
        assertThatThrownBy(() -> checkpoints().save(checkpoint(2, 2)))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContainingAll(folder.resolve("run").toString(), "--resume last");
        Files.delete(folder.resolve("run"));
        Files.move(aside, folder.resolve("run"));
        assertThat(checkpoints().last().orElseThrow().standing().epoch()).isEqualTo(1);
    }

    @Test
    void refusesADamagedOneByName() throws IOException {
        checkpoints().save(checkpoint(1, 1));
        Path file = folder.resolve("run/epoch-00001/memory.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> checkpoints().last())
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageContainingAll("epoch-00001", "memory.safetensors is damaged");
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(folder.resolve("run"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(folder.resolve("run"))) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }

    private static Checkpoints.Checkpoint checkpoint(int epoch, float value) {
        Weights learned = weights("a.weight", value, -value);
        Weights memory = weights("mean.a.weight", 1e-30f, Float.MIN_VALUE);
        return new Checkpoints.Checkpoint(new Standing(epoch, 10 * epoch, 2, 0.25), learned, memory, learned);
    }

    private static Weights weights(String name, float... values) {
        return new Weights(Map.of(name, new Tensor(List.of(1, 2), values)));
    }
}
