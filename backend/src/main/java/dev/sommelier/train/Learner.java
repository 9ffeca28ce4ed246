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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A network whose parameters move. Not thread-safe.
final class Learner implements AutoCloseable {
    private static final int EMBEDDING = 1;

    private final TorchModule module;
    private final Op.Linear head;
    private final Recipe recipe;
    private final long seed;
    private final NDManager handles;
    private final Map<String, NDArray> learned;
    private final Map<String, NDArray> statistics;
    private final AdamW optimiser;
    private final MovingAverage average;

    /// @param start every parameter of the graph
    /// @param fresh names of parameters that nobody trained yet
    Learner(Graph graph, Weights start, Set<String> fresh, TrainConfig config) throws IOException {
        this.recipe = config.recipe();
        this.seed = config.seed();
        this.head = head(graph);
        Map<String, Pace> paces = Pace.of(graph, fresh, recipe.rates());
        this.module = new TorchModule(graph, start, steady(graph, fresh, recipe.rates()), config.threads());
        this.handles = module.memory();
        this.learned = module.learned();
        this.statistics = module.statistics(handles);
        learned.forEach((name, array) -> array.setRequiresGradient(paces.containsKey(name)));
        this.optimiser = new AdamW(module.memory(), only(learned, paces.keySet()), paces);
        this.average = new MovingAverage(module.memory(), recipe.averaging(), moving());
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

    /// Parameters and running statistics that steps change.
    private Map<String, NDArray> moving() {
        Map<String, NDArray> moving = new LinkedHashMap<>();
        learned.forEach((name, array) -> {
            if (array.hasGradient()) {
                moving.put(name, array);
            }
        });
        statistics.forEach((name, array) -> {
            if (array.getDataType() == DataType.FLOAT32) {
                moving.put(name, array);
            }
        });
        return moving;
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
        if (recipe.averaging() > 0) {
            average.take(step);
        }
        return learnt;
    }

    private static int right(NDArray logits, NDArray targets) {
        return (int) logits.argMax(1).eq(targets.argMax(1)).sum().getLong();
    }

    /// With dropout, what the last layer makes of the part of the embedding that is left.
    private NDArray logits(NDList outputs, NDManager memory, int step) {
        if (recipe.dropout() == 0) {
            return outputs.getFirst();
        }
        NDArray embedding = outputs.get(EMBEDDING);
        NDArray mask = memory.create(mask(step, (int) embedding.size()), embedding.getShape());
        NDArray weight = parameter(head.name() + ".weight").transpose();
        weight.attach(memory);
        return embedding.mul(mask).matMul(weight).add(parameter(head.name() + ".bias"));
    }

    /// Zeros, and between them what makes up for them.
    private float[] mask(int step, int size) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step);
        float kept = (float) (1 / (1 - recipe.dropout()));
        float[] mask = new float[size];
        for (int i = 0; i < size; i++) {
            mask[i] = random.nextDouble() < recipe.dropout() ? 0 : kept;
        }
        return mask;
    }

    private NDArray parameter(String name) {
        NDArray array = learned.getOrDefault(name, statistics.get(name));
        if (array == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return array;
    }

    /// DJL moves the buffer's position, and a batch may be asked for twice.
    private static NDArray images(NDManager memory, Batch batch) {
        FloatBuffer images = batch.images().duplicate();
        return memory.create(images, new Shape(batch.count(), 3, batch.side(), batch.side()), DataType.FLOAT32);
    }

    /// Logits `(N, C)` as in serving: batch norm with its running statistics.
    float[] logits(Batch batch) {
        return output(batch, 0);
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
        return recipe.averaging() > 0 ? average.inPlace(action) : action.get();
    }

    /// Sets the last layer.
    void setHead(Tensor weight, Tensor bias) {
        try (NDManager memory = module.memory()) {
            set(parameter(head.name() + ".weight"), weight.values(), memory);
            set(parameter(head.name() + ".bias"), bias.values(), memory);
        }
        average.restart();
    }

    /// A copy of the parameters as they are now.
    Weights weights() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        module.graph()
                .parameters()
                .forEach(p -> copy.put(p.name(), new Tensor(p.shape(), floats(parameter(p.name())))));
        return new Weights(copy);
    }

    /// A copy of what a step needs of the steps before it: the optimiser's moments and the moving average.
    Weights memory() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        memories().forEach((name, array) -> copy.put(name, new Tensor(shape(array), floats(array))));
        return new Weights(copy);
    }

    private Map<String, NDArray> memories() {
        Map<String, NDArray> memories = new LinkedHashMap<>(optimiser.moments());
        average.arrays().forEach((name, array) -> memories.put("average." + name, array));
        return memories;
    }

    /// Goes back to where a learner of the same configuration was.
    void restore(Weights weights, Weights memory) {
        try (NDManager temporary = module.memory()) {
            weights.names()
                    .forEach(name -> set(parameter(name), weights.get(name).values(), temporary));
            memories().forEach((name, array) -> set(array, memory.get(name).values(), temporary));
        }
    }

    private static void set(NDArray array, float[] values, NDManager memory) {
        try (NDArray given = memory.create(values, array.getShape());
                NDArray typed = given.toType(array.getDataType(), false)) {
            MovingAverage.assign(array, typed);
        }
    }

    private static List<Integer> shape(NDArray array) {
        return Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
    }

    private static float[] floats(NDArray array) {
        try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
            return floats.toFloatArray();
        }
    }

    @Override
    public void close() {
        average.close();
        optimiser.close();
        handles.close();
        module.close();
    }
}
