package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Op CONV = new Op.Conv2d("conv", "x", 3, 8, 3, 1, 1, true);
    private static final Op RELU = new Op.Relu("relu", "conv");

    @Test
    void parametersComeInTheOrderOfTheirOperations() {
        Graph graph = graph(CONV, new Op.BatchNorm2d("bn", "conv", 8));
        assertThat(graph.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "conv.weight",
                        "conv.bias",
                        "bn.weight",
                        "bn.bias",
                        "bn.running_mean",
                        "bn.running_var",
                        "bn.num_batches_tracked");
    }

    @Test
    void refusesAnOperationBeforeItsInput() {
        assertThatThrownBy(() -> graph(RELU, CONV)).hasMessage("relu comes before its inputs [conv] or twice");
    }

    @Test
    void refusesAnInputThatNothingComputes() {
        assertThatThrownBy(() -> graph(CONV, new Op.Add("sum", "conv", "other")))
                .hasMessageContaining("sum comes before its inputs [conv, other]");
    }

    @Test
    void refusesTwoOperationsOfOneName() {
        assertThatThrownBy(() -> graph(CONV, RELU, RELU))
                .hasMessageContaining("relu")
                .hasMessageContaining("twice");
    }

    @Test
    void refusesAnOperationNamedLikeTheInput() {
        assertThatThrownBy(() -> graph(new Op.Relu("x", "x"))).hasMessageContaining("twice");
    }

    @Test
    void refusesAnOutputThatNothingComputes() {
        assertThatThrownBy(() -> new Graph("net", "x", List.of(CONV), Map.of("y", "relu")))
                .hasMessageContaining("{y=relu} are not all computed");
    }

    @Test
    void countsEachReaderOfAValue() {
        Graph graph = graph(CONV, RELU, new Op.Add("sum", "conv", "relu"));
        assertThat(graph.uses())
                .containsOnly(Map.entry("x", 1), Map.entry("conv", 2), Map.entry("relu", 1), Map.entry("sum", 1));
    }

    @Test
    void staysAsItWasDrawn() {
        List<Op> ops = new ArrayList<>(List.of(CONV, RELU));
        Map<String, String> outputs = new LinkedHashMap<>(Map.of("y", "relu"));
        Graph graph = new Graph("net", "x", ops, outputs);
        ops.clear();
        outputs.clear();
        assertThat(graph.ops()).containsExactly(CONV, RELU);
        assertThat(graph.outputs()).containsOnly(Map.entry("y", "relu"));
    }

    /// The last operation is the output.
    private static Graph graph(Op... ops) {
        return new Graph("net", "x", List.of(ops), Map.of("y", ops[ops.length - 1].name()));
    }
}
