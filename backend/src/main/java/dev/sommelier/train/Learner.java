package dev.sommelier.train;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.AdamW;
import ai.djl.translate.NoopTranslator;
import ai.djl.util.Pair;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.TorchScriptWriter;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network in libtorch whose parameters move. Not thread-safe.
final class Learner implements AutoCloseable {
    private final Graph graph;
    private final float smoothing;
    private final ZooModel<NDList, NDList> model;
    private final Trainer trainer;

    /// @param start every parameter of the graph
    /// @param fresh names of parameters that learn at the full rate
    /// @param steps of the whole run, for the schedule
    Learner(Graph graph, Weights start, Set<String> fresh, TrainConfig config, int steps) throws IOException {
        this.graph = graph;
        this.smoothing = (float) config.recipe().smoothing();
        this.model = load(graph, start, config.threads());
        Map<String, Float> rates = new HashMap<>();
        for (Pair<String, Parameter> parameter : model.getBlock().getParameters()) {
            double factor =
                    fresh.contains(parameter.getKey()) ? 1 : config.recipe().pretrainedFactor();
            rates.put(parameter.getValue().getId(), (float) (config.recipe().rate() * factor));
        }
        Schedule schedule = new Schedule(steps);
        AdamW optimizer = AdamW.builder()
                .optLearningRateTracker((id, step) -> (float) (rates.getOrDefault(id, 0f) * schedule.at(step)))
                .optWeightDecays((float) config.recipe().weightDecay())
                .build();
        this.trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(optimizer));
        startInTrainingMode();
    }

    private static ZooModel<NDList, NDList> load(Graph graph, Weights start, int threads) throws IOException {
        // libtorch has one thread count for the whole process, and DJL reads it from here when it loads.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        Path folder = Files.createTempDirectory("sommelier-train");
        Path file = folder.resolve(graph.name() + ".pt");
        try (OutputStream out = Files.newOutputStream(file)) {
            new TorchScriptWriter(graph, start, true).write(out);
            out.flush();
            return Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optEngine("PyTorch")
                    .optDevice(Device.cpu())
                    .optModelPath(file)
                    .optTranslator(new NoopTranslator())
                    .optOption("trainParam", "true")
                    .build()
                    .loadModel();
        } catch (ModelException e) {
            throw new IOException("libtorch cannot load the network", e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /// DJL believes that a freshly loaded module is in training mode, while it is not: without an evaluation first,
    /// batch norm would go on with stale statistics and the loss would explode.
    private void startInTrainingMode() {
        trainer.initialize(new Shape(1, 3, 64, 64));
        try (NDManager memory = trainer.getManager().newSubManager()) {
            trainer.evaluate(new NDList(memory.zeros(new Shape(1, 3, 64, 64)))).close();
        }
    }

    /// One forward and backward pass and one move of the parameters.
    ///
    /// @return the batch's loss before the move, nats
    float step(Batch batch) {
        float loss;
        try (NDManager memory = trainer.getManager().newSubManager()) {
            NDArray images = images(memory, batch);
            NDArray targets = targets(memory, batch.labels());
            try (GradientCollector gradients = trainer.newGradientCollector();
                    NDList outputs = trainer.forward(new NDList(images))) {
                NDArray error =
                        targets.mul(outputs.getFirst().logSoftmax(1)).sum().div(-batch.count());
                gradients.backward(error);
                loss = error.getFloat();
                error.close();
            }
        }
        trainer.step();
        return loss;
    }

    /// DJL moves the buffer's position, and a batch may be asked for twice.
    private static NDArray images(NDManager memory, Batch batch) {
        return memory.create(
                batch.images().duplicate(), new Shape(batch.count(), 3, batch.side(), batch.side()), DataType.FLOAT32);
    }

    /// Probabilities `(N, C)` to learn: the right class, smoothed over all.
    ///
    /// @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., section 7</a>
    private NDArray targets(NDManager memory, int[] labels) {
        int classes = classes();
        float[] targets = new float[labels.length * classes];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = smoothing / classes + (labels[i / classes] == i % classes ? 1 - smoothing : 0);
        }
        return memory.create(targets, new Shape(labels.length, classes));
    }

    private int classes() {
        return graph.parameters().getLast().shape().getFirst();
    }

    /// Logits `(N, C)` as in serving: batch norm with its running statistics.
    float[] logits(Batch batch) {
        try (NDManager memory = trainer.getManager().newSubManager();
                NDList outputs = trainer.evaluate(new NDList(images(memory, batch)))) {
            return outputs.getFirst().toFloatArray();
        }
    }

    /// A copy of the parameters as they are now.
    Weights weights() {
        Map<String, float[]> values = statistics();
        for (Pair<String, Parameter> parameter : model.getBlock().getParameters()) {
            values.put(parameter.getKey(), floats(parameter.getValue().getArray()));
        }
        Map<String, Tensor> copy = new LinkedHashMap<>();
        graph.parameters()
                .forEach(p -> copy.put(p.name(), new Tensor(p.shape(), values.getOrDefault(p.name(), new float[0]))));
        return new Weights(copy);
    }

    private Map<String, float[]> statistics() {
        List<String> names = graph.parameters().stream()
                .filter(p -> p.kind() != dev.sommelier.network.Parameter.Kind.LEARNED)
                .map(dev.sommelier.network.Parameter::name)
                .toList();
        Map<String, float[]> values = new HashMap<>();
        try (NDManager memory = trainer.getManager().newSubManager()) {
            NDArray method = memory.create(0f);
            method.setName("module_method:" + TorchScriptWriter.STATISTICS);
            NDList statistics = trainer.evaluate(new NDList(method));
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), floats(statistics.get(i)));
            }
        }
        return values;
    }

    private static float[] floats(NDArray array) {
        try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
            return floats.toFloatArray();
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
