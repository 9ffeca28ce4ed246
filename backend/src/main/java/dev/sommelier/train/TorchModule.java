package dev.sommelier.train;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import ai.djl.util.Pair;
import dev.sommelier.network.Graph;
import dev.sommelier.network.TorchScriptWriter;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network in libtorch, with its parameters in reach. For the thread that makes it alone.
final class TorchModule implements AutoCloseable {
    private final Graph graph;
    private final ZooModel<NDList, NDList> model;
    private final ParameterStore store;

    /// @param start every parameter of the graph
    /// @param steady names of batch norms that go by their running statistics in training, too
    /// @param threads of libtorch
    TorchModule(Graph graph, Weights start, Set<String> steady, int threads) throws IOException {
        this.graph = graph;
        this.model = load(graph, start, steady, threads);
        this.store = new ParameterStore(model.getNDManager(), false);
        // libtorch remembers each operation for gradients unless told otherwise, thread by thread; DJL tells it only
        // on the thread that happens to load the engine.
        JniUtils.setGradMode(false);
        // DJL believes that a freshly loaded module is in training mode, while it is not: without an evaluation
        // first, batch norm would go on with stale statistics and the loss would explode.
        try (NDManager memory = memory()) {
            evaluate(new NDList(memory.zeros(new Shape(1, 3, 64, 64)))).close();
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static ZooModel<NDList, NDList> load(Graph graph, Weights start, Set<String> steady, int threads)
            throws IOException {
        // libtorch has one thread count for the whole process, and DJL reads it from here when it loads.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        Path folder = Files.createTempDirectory("sommelier-train");
        Path file = folder.resolve(graph.name() + ".pt");
        try (OutputStream out = Files.newOutputStream(file)) {
            new TorchScriptWriter(graph, start, true, steady).write(out);
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

    Graph graph() {
        return graph;
    }

    /// For arrays that go when it is closed.
    NDManager memory() {
        return model.getNDManager().newSubManager();
    }

    GradientCollector gradients() {
        return Engine.getEngine("PyTorch").newGradientCollector();
    }

    /// The graph's outputs, in their order, to take gradients of.
    NDList train(NDList images) {
        return model.getBlock().forward(store, images, true);
    }

    /// The graph's outputs as in serving: every batch norm goes by its running statistics.
    NDList evaluate(NDList images) {
        return model.getBlock().forward(store, images, false);
    }

    /// What the optimiser moves, by name: the module's own arrays, not copies.
    Map<String, NDArray> learned() {
        Map<String, NDArray> learned = new LinkedHashMap<>();
        for (Pair<String, Parameter> parameter : model.getBlock().getParameters()) {
            learned.put(parameter.getKey(), parameter.getValue().getArray());
        }
        return learned;
    }

    /// Batch norm's running figures and counters, by name: the module's own arrays, so what is written into them
    /// counts.
    ///
    /// @param memory owns the handles, not the figures
    Map<String, NDArray> statistics(NDManager memory) {
        List<String> names = graph.parameters().stream()
                .filter(p -> p.kind() != dev.sommelier.network.Parameter.Kind.LEARNED)
                .map(dev.sommelier.network.Parameter::name)
                .toList();
        NDArray method = memory.create(0f);
        method.setName("module_method:" + TorchScriptWriter.STATISTICS);
        NDList values = evaluate(new NDList(method));
        values.attach(memory);
        Map<String, NDArray> statistics = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            statistics.put(names.get(i), values.get(i));
        }
        return statistics;
    }

    @Override
    public void close() {
        model.close();
    }
}
