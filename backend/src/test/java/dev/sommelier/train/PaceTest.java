package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.model.RandomModel;
import dev.sommelier.network.Graph;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Graph GRAPH = RandomModel.graph();
    private static final Set<String> FRESH = Set.of("fc.weight", "fc.bias", "layer4.1.conv1.weight");

    @Test
    void freshLayersLearnAtTheFullRateAndOthersSlowerTowardsTheImage() {
        Map<String, Pace> paces = Pace.of(GRAPH, FRESH, rates(0.5, 0));
        assertThat(rate(paces, "fc.weight")).isEqualTo(0.01);
        assertThat(rate(paces, "layer4.1.conv1.weight")).isEqualTo(0.01);
        assertThat(rate(paces, "layer4.0.conv1.weight")).isCloseTo(0.001, within(1e-12));
        assertThat(rate(paces, "layer3.0.conv1.weight")).isCloseTo(0.0005, within(1e-12));
        assertThat(rate(paces, "layer2.0.bn1.bias")).isCloseTo(0.00025, within(1e-12));
        assertThat(rate(paces, "bn1.weight")).as("the stem is one stage").isEqualTo(rate(paces, "conv1.weight"));
        assertThat(rate(paces, "conv1.weight")).isCloseTo(0.001 / 16, within(1e-12));
    }

    @Test
    void frozenStagesDoNotLearnUnlessTheyAreFresh() {
        Map<String, Pace> paces = Pace.of(GRAPH, FRESH, rates(1, 5));
        assertThat(paces.keySet()).isEqualTo(FRESH);
        assertThat(Pace.of(GRAPH, FRESH, rates(1, 1)))
                .doesNotContainKeys("conv1.weight", "bn1.weight")
                .containsKeys("layer1.0.conv1.weight");
    }

    @Test
    void filtersAndMatricesDecayWhileBiasesAndBatchNormsDoNot() {
        Map<String, Pace> paces = Pace.of(GRAPH, FRESH, rates(1, 0));
        paces.forEach((name, pace) -> assertThat(pace.decay())
                .as(name)
                .isEqualTo(name.matches(".*(conv\\d|downsample\\.0|fc)\\.weight") ? 0.05 : 0));
    }

    @Test
    void runningStatisticsAreNobodysToLearn() {
        assertThat(Pace.of(GRAPH, FRESH, rates(1, 0)).keySet()).noneMatch(name -> name.contains("running"));
    }

    private static double rate(Map<String, Pace> paces, String name) {
        return paces.getOrDefault(name, Pace.STILL).rate();
    }

    private static Recipe.Rates rates(double layerDecay, int frozenStages) {
        return new Recipe.Rates(0.01, 0.1, layerDecay, 0.1, 0.05, frozenStages, true);
    }
}
