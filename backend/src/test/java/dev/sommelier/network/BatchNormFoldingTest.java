package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchNormFoldingTest {
    private static final Op.Conv2d CONV = new Op.Conv2d("conv", "x", 1, 2, 1, 1, 0, false);
    private static final Op.BatchNorm2d NORM = new Op.BatchNorm2d("bn", "conv", 2);

    @ParameterizedTest
    @EnumSource(ResNet.class)
    void leavesNoBatchNormInAResNet(ResNet net) {
        Graph graph = net.graph(3);
        BatchNormFolding.Folded folded = BatchNormFolding.fold(graph, Networks.random(graph));
        assertThat(folded.graph().ops()).noneMatch(Op.BatchNorm2d.class::isInstance);
        assertThat(folded.graph().ops())
                .filteredOn(Op.Conv2d.class::isInstance)
                .hasSize(ofKind(graph, Op.BatchNorm2d.class).size())
                .allMatch(op -> ((Op.Conv2d) op).bias());
    }

    @ParameterizedTest
    @EnumSource(ResNet.class)
    void eachConvolutionKeepsItsNameAndGetsABias(ResNet net) {
        Graph graph = net.graph(3);
        BatchNormFolding.Folded folded = BatchNormFolding.fold(graph, Networks.random(graph));
        List<String> expected = Stream.concat(
                        ofKind(graph, Op.Conv2d.class).stream()
                                .flatMap(op -> Stream.of(op.name() + ".weight", op.name() + ".bias")),
                        Stream.of("fc.weight", "fc.bias"))
                .toList();
        assertThat(folded.graph().parameters()).extracting(Parameter::name).containsExactlyElementsOf(expected);
        assertThat(folded.weights().names()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(folded.weights().fitting(folded.graph()).names()).hasSameSizeAs(expected);
    }

    @Test
    void keepsNameInputAndOutputNames() {
        Graph graph = ResNet.RESNET18.graph(3);
        Graph folded = BatchNormFolding.fold(graph, Networks.random(graph)).graph();
        assertThat(folded.name()).isEqualTo("resnet18");
        assertThat(folded.input()).isEqualTo("image");
        assertThat(folded.outputs()).containsExactlyEntriesOf(graph.outputs());
    }

    /// With `s = weight / √(variance + 1e-5)`: filter `k · s`, bias `b − mean · s`.
    @Test
    void computesFilterAndBias() {
        Weights folded = BatchNormFolding.fold(graph(CONV, NORM), weights()).weights();
        assertThat(folded.get("conv.weight").values()).containsExactly(new float[] {5 * 3, 7 * 2}, within(1e-4f));
        assertThat(folded.get("conv.bias").values())
                .containsExactly(new float[] {1 - 10 * 3, -1 + 4 * 2}, within(1e-4f));
    }

    @Test
    void leavesTheWeightsItWasGivenAlone() {
        Weights weights = weights();
        BatchNormFolding.fold(graph(CONV, NORM), weights);
        assertThat(weights.get("conv.weight").values()).containsExactly(5, 7);
    }

    @Test
    void anOutputFollowsTheNormIntoItsConvolution() {
        Graph folded = BatchNormFolding.fold(graph(CONV, NORM), weights()).graph();
        assertThat(folded.outputs()).containsOnly(Map.entry("y", "conv"));
    }

    @Test
    void leavesAConvolutionWhoseOwnValueIsRead() {
        Graph graph = graph(CONV, NORM, new Op.Add("sum", "conv", "bn"));
        BatchNormFolding.Folded folded = BatchNormFolding.fold(graph, weights());
        assertThat(folded.graph()).isEqualTo(graph);
        assertThat(folded.weights().names()).containsExactlyElementsOf(weights().names());
    }

    @Test
    void leavesANormThatFollowsSomethingElse() {
        Graph graph = graph(CONV, new Op.Relu("relu", "conv"), new Op.BatchNorm2d("bn", "relu", 2));
        assertThat(BatchNormFolding.fold(graph, weights()).graph()).isEqualTo(graph);
    }

    private static List<Op> ofKind(Graph graph, Class<? extends Op> kind) {
        return graph.ops().stream().filter(kind::isInstance).toList();
    }

    private static Graph graph(Op... ops) {
        return new Graph("net", "x", List.of(ops), Map.of("y", ops[ops.length - 1].name()));
    }

    private static Weights weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv.weight", new Tensor(List.of(2, 1, 1, 1), new float[] {5, 7}));
        tensors.put("bn.weight", pair(6, 0.5f));
        tensors.put("bn.bias", pair(1, -1));
        tensors.put("bn.running_mean", pair(10, -4));
        tensors.put("bn.running_var", pair(4, (float) (0.0625 - Op.BatchNorm2d.EPSILON)));
        tensors.put("bn.num_batches_tracked", new Tensor(List.of(), new float[] {9}));
        return new Weights(tensors);
    }

    private static Tensor pair(float first, float second) {
        return new Tensor(List.of(2), new float[] {first, second});
    }
}
