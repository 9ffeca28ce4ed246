package dev.sommelier.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Op;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A network whose parameters move. Not thread-safe.
final class Learner implements AutoCloseable {
    private static final int LOGITS = 0;
    private static final int EMBEDDING = 1;

    private final TorchModule module;
    private final Op.Linear head;
    private final Dropout dropout;
    private final boolean averages;
    private final AdamW optimiser;
    private final MovingAverage average;
    private final LearnerState state;

    /// @param start every parameter of the graph
    /// @param fresh names of parameters that nobody trained yet
    static Learner of(Graph graph, Weights start, Set<String> fresh, TrainConfig config) throws IOException {
        Recipe.Rates rates = config.recipe().rates();
        TorchModule module = new TorchModule(graph, start, steady(graph, fresh, rates), config.threads());
        try {
            return new Learner(module, Pace.of(graph, fresh, rates), config);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /// @param module closed together with this, and with it every array that is made from it
    private Learner(TorchModule module, Map<String, Pace> paces, TrainConfig config) {
        this.module = module;
        this.head = head(module.graph());
        this.dropout = new Dropout(config.recipe().dropout(), config.seed());
        this.averages = config.recipe().averaging() > 0;
        Map<String, NDArray> parameters = module.learned();
        parameters.forEach((name, array) -> array.setRequiresGradient(paces.containsKey(name)));
        this.optimiser = new AdamW(module.memory(), only(parameters, paces.keySet()), paces);
        parameters.putAll(module.statistics(module.memory()));
        this.average = new MovingAverage(module.memory(), config.recipe().averaging(), moving(parameters));
        Map<String, NDArray> memories = new LinkedHashMap<>(optimiser.moments());
        average.arrays().forEach((name, array) -> memories.put("average." + name, array));
        this.state = new LearnerState(module.graph(), parameters, memories);
    }

    private static Op.Linear head(Graph graph) {
        return graph.ops().stream()
                .filter(Op.Linear.class::isInstance)
                .map(Op.Linear.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /// Batch norms that keep their running statistics: those of frozen layers have to.
    private static Set<String> steady(Graph graph, Set<String> fresh, Recipe.Rates rates) {
        return graph.ops().stream()
                .filter(Op.BatchNorm2d.class::isInstance)
                .map(Op::name)
                .filter(name -> !fresh.contains(name + ".running_mean"))
                .filter(name -> rates.frozenNorms() || Pace.frozen(name, rates.frozenStages()))
                .collect(Collectors.toSet());
    }

    private static Map<String, NDArray> only(Map<String, NDArray> arrays, Set<String> names) {
        Map<String, NDArray> some = new LinkedHashMap<>(arrays);
        some.keySet().retainAll(names);
        return some;
    }

    /// Parameters and running statistics that steps change; counters are no numbers to average.
    private static Map<String, NDArray> moving(Map<String, NDArray> parameters) {
        Map<String, NDArray> moving = new LinkedHashMap<>(parameters);
        moving.entrySet().removeIf(entry -> !moves(entry.getKey(), entry.getValue()));
        return moving;
    }

    private static boolean moves(String name, NDArray array) {
        return array.getDataType() == DataType.FLOAT32 && (name.contains(".running_") || array.hasGradient());
    }

    /// What a batch said before the move.
    ///
    /// @param loss nats
    /// @param right photos that were answered with the class that their target says most
    record Step(float loss, int right) {}

    /// One forward and backward pass and one move of the parameters.
    ///
    /// @param step of the run, from 1
    /// @param part of each parameter's peak rate, 0 to 1
    Step step(Batch batch, int step, double part) {
        Step learnt;
        try (NDManager memory = module.memory()) {
            NDArray images = images(memory, batch);
            NDArray targets = memory.create(batch.targets(), new Shape(batch.count(), batch.classes()));
            try (GradientCollector gradients = module.gradients();
                    NDList outputs = module.train(new NDList(images))) {
                outputs.attach(memory);
                NDArray logits = logits(outputs, memory, step);
                NDArray error = targets.mul(logits.logSoftmax(1)).sum().div(-batch.count());
                gradients.backward(error);
                learnt = new Step(error.getFloat(), right(logits, targets));
            }
        }
        optimiser.step(step, part);
        if (averages) {
            average.take(step);
        }
        return learnt;
    }

    private static int right(NDArray logits, NDArray targets) {
        return (int) logits.argMax(1).eq(targets.argMax(1)).sum().getLong();
    }

    private NDArray logits(NDList outputs, NDManager memory, int step) {
        return dropout.part() == 0
                ? outputs.get(LOGITS)
                : dropout.logits(
                        outputs.get(EMBEDDING),
                        state.parameter(head.name() + ".weight"),
                        state.parameter(head.name() + ".bias"),
                        step,
                        memory);
    }

    /// DJL moves the buffer's position, and a batch may be asked for twice.
    private static NDArray images(NDManager memory, Batch batch) {
        FloatBuffer images = batch.images().duplicate();
        return memory.create(images, new Shape(batch.count(), 3, batch.side(), batch.side()), DataType.FLOAT32);
    }

    /// Logits `(N, C)` as in serving: batch norm with its running statistics.
    float[] logits(Batch batch) {
        return output(batch, LOGITS);
    }

    /// Embeddings `(N, D)`, as in serving.
    float[] embeddings(Batch batch) {
        return output(batch, EMBEDDING);
    }

    private float[] output(Batch batch, int index) {
        try (NDManager memory = module.memory();
                NDList outputs = module.evaluate(new NDList(images(memory, batch)))) {
            return outputs.get(index).toFloatArray();
        }
    }

    /// Does something with the moving average in the parameters' place, where there is one.
    <T> T averaged(Supplier<T> action) {
        return averages ? average.inPlace(action) : action.get();
    }

    /// Sets the last layer.
    void setHead(Tensor weight, Tensor bias) {
        try (NDManager memory = module.memory()) {
            LearnerState.set(state.parameter(head.name() + ".weight"), weight.values(), memory);
            LearnerState.set(state.parameter(head.name() + ".bias"), bias.values(), memory);
        }
        average.restart();
    }

    /// A copy of the parameters as they are now.
    Weights weights() {
        return state.weights();
    }

    /// A copy of what a step needs of the steps before it: the optimiser's moments and the moving average.
    Weights memory() {
        return state.memory();
    }

    /// Goes back to where a learner of the same configuration was.
    void restore(Weights weights, Weights memory) {
        try (NDManager temporary = module.memory()) {
            state.restore(weights, memory, temporary);
        }
    }

    @Override
    public void close() {
        average.close();
        optimiser.close();
        module.close();
    }
}
