package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FreshWeightsTest {
    private static final Graph GRAPH = ResNet.RESNET18.graph(4);
    private static final Weights NONE = new Weights(Map.of());
    private static final FreshWeights.Completed ALL = new FreshWeights(3).complete(GRAPH, NONE);

    @ParameterizedTest
    @EnumSource(ResNet.class)
    void fitTheNetwork(ResNet net) {
        Graph graph = net.graph(3);
        FreshWeights.Completed completed = new FreshWeights(3).complete(graph, NONE);
        assertThat(completed.weights().fitting(graph).names())
                .containsExactlyElementsOf(completed.weights().names());
        assertThat(completed.fresh()).isEqualTo(completed.weights().names());
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        Weights again = new FreshWeights(3).complete(GRAPH, NONE).weights();
        assertThat(again.names()).allMatch(name -> Arrays.equals(values(again, name), values(ALL.weights(), name)));
    }

    @Test
    void residualBranchesMayStartAtZeroWhileShortcutsPassOn() {
        Weights quiet = new FreshWeights(3, true).complete(GRAPH, NONE).weights();
        assertThat(values(quiet, "layer4.0.bn2.weight")).containsOnly(0);
        assertThat(values(quiet, "layer1.1.bn2.weight")).containsOnly(0);
        assertThat(values(quiet, "layer4.0.downsample.1.weight")).containsOnly(1);
        assertThat(values(quiet, "layer4.0.bn1.weight")).containsOnly(1);
        assertThat(values(quiet, "layer4.0.conv2.weight")).isEqualTo(values(ALL.weights(), "layer4.0.conv2.weight"));
    }

    @Test
    void anotherSeedGivesOthers() {
        Weights other = new FreshWeights(4).complete(GRAPH, NONE).weights();
        assertThat(values(other, "conv1.weight")).isNotEqualTo(values(ALL.weights(), "conv1.weight"));
        assertThat(values(other, "fc.weight")).isNotEqualTo(values(ALL.weights(), "fc.weight"));
    }

    /// Two over the number of weights that a value goes out through, filters times kernel area.
    @ParameterizedTest
    @CsvSource({
        "conv1.weight,                64,  7",
        "layer1.1.conv2.weight,       64,  3",
        "layer2.0.downsample.0.weight, 128, 1",
        "layer4.0.conv1.weight,       512, 3"
    })
    void convolutionsKeepTheVarianceOfTheirInput(String name, int filters, int kernel) {
        float[] values = values(ALL.weights(), name);
        assertThat(mean(values) * mean(values)).isLessThan(variance(values) / 1000);
        assertThat(variance(values)).isCloseTo(2.0 / (filters * kernel * kernel), Percentage.withPercentage(5));
    }

    @Test
    void theHeadIsUniformAndSmall() {
        float[] values = values(ALL.weights(), "fc.weight");
        double bound = 1 / Math.sqrt(512);
        assertThat(values).hasSize(4 * 512);
        for (float value : values) {
            assertThat((double) value).isBetween(-bound, bound);
        }
        assertThat(variance(values)).isCloseTo(bound * bound / 3, Percentage.withPercentage(8));
    }

    @Test
    void batchNormStartsAsTheIdentity() {
        assertThat(values(ALL.weights(), "layer3.0.bn2.weight")).containsOnly(1).hasSize(256);
        assertThat(values(ALL.weights(), "layer3.0.bn2.bias")).containsOnly(0);
        assertThat(values(ALL.weights(), "layer3.0.bn2.running_mean")).containsOnly(0);
        assertThat(values(ALL.weights(), "layer3.0.bn2.running_var")).containsOnly(1);
        assertThat(values(ALL.weights(), "layer3.0.bn2.num_batches_tracked")).containsExactly(0);
    }

    @Test
    void aConvolutionWithBiasStartsRandomWithoutOffset() {
        Graph graph =
                new Graph("net", "x", List.of(new Op.Conv2d("conv", "x", 3, 8, 3, 1, 1, true)), Map.of("y", "conv"));
        Weights fresh = new FreshWeights(3).complete(graph, NONE).weights();
        assertThat(values(fresh, "conv.bias")).containsOnly(0);
        assertThat(variance(values(fresh, "conv.weight"))).isCloseTo(2.0 / (8 * 9), Percentage.withPercentage(30));
    }

    @Test
    void knownWeightsStayAndAHeadOfAnotherSizeIsMadeAnew() {
        Map<String, Tensor> known = new HashMap<>();
        known.put("conv1.weight", Tensor.filled(List.of(64, 3, 7, 7), 0.5f));
        known.put("fc.weight", Tensor.filled(List.of(1000, 512), 0.5f));
        known.put("unheard.of", Tensor.filled(List.of(1), 0.5f));
        FreshWeights.Completed completed = new FreshWeights(3).complete(GRAPH, new Weights(known));
        assertThat(completed.fresh()).contains("fc.weight", "bn1.weight").doesNotContain("conv1.weight", "unheard.of");
        assertThat(values(completed.weights(), "conv1.weight")).containsOnly(0.5f);
        assertThat(completed.weights().get("fc.weight").shape()).containsExactly(4, 512);
        assertThat(completed.weights().has("unheard.of")).isFalse();
    }

    private static float[] values(Weights weights, String name) {
        return weights.get(name).values();
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
