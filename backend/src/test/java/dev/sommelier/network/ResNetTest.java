package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResNetTest {

    @ParameterizedTest
    @EnumSource(ResNet.class)
    void parametersHaveTorchvisionsNamesAndShapes(ResNet net) throws IOException {
        List<String> ours = net.graph(1000).parameters().stream()
                .map(p -> p.name() + " " + p.shape())
                .toList();
        assertThat(ours).containsExactlyElementsOf(torchvision(net));
    }

    @Test
    void refusesOneClassAndUnknownNames() {
        assertThatThrownBy(() -> ResNet.RESNET18.graph(1)).hasMessageContaining("at least 2 classes");
        assertThatThrownBy(() -> ResNet.of("resnet50")).hasMessageContaining("resnet18 and resnet34");
    }

    private static List<String> torchvision(ResNet net) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ResNetTest.class.getResourceAsStream("torchvision-" + net.id() + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
