package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.RandomModel;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingWeightsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void tellsWhichBytesItRead() throws IOException {
        byte[] content = Safetensors.write(RandomModel.weights(3));
        Path file = Files.write(folder.resolve("misnamed.pth"), content);
        StartingWeights.Loaded loaded = weights(file).load();
        Files.write(file, new byte[] {1});
        assertThat(loaded.sha256()).isEqualTo(DigestUtils.sha256Hex(content));
        assertThat(loaded.weights().names()).contains("conv1.weight").doesNotContain("fc.weight", "fc.bias");
    }

    @Test
    void readsWhatTorchSavedAndRunsNothingOfIt() throws IOException {
        assertRefused("legacy.pth", "holds no layer of resnet18");
        assertRefused("zip.pth", "holds no layer of resnet18");
        assertRefused("attack.pth", "wants to run code: it asks for 'posix.system'");
    }

    private void assertRefused(String name, String reason) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(
                StartingWeightsTest.class.getResourceAsStream("/dev/sommelier/network/torch/" + name), name)) {
            Files.copy(in, file);
        }
        assertThatThrownBy(() -> weights(file).load())
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContaining("train.weights: %s %s".formatted(file, reason));
    }

    private static StartingWeights weights(Path file) {
        return new StartingWeights(file, ResNet.of("resnet18").graph(3));
    }
}
