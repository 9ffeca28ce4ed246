package dev.sommelier.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a network as a TorchScript archive that libtorch loads, runs and trains: parameters carry torchvision's
/// names, and batch norm asks `self.training`. The module answers a tuple of the graph's outputs, in their order.
///
/// The archive is a zip of stored entries: a pickle of the modules, the source of their classes, and the raw
/// tensors.
///
/// @see <a href="https://github.com/pytorch/pytorch/blob/main/torch/csrc/jit/docs/serialization.md">the
///     archive</a>
public final class TorchScriptWriter {
    /// Method of the written module that gives every parameter which is not [Parameter.Kind#LEARNED], in the
    /// graph's order.
    public static final String STATISTICS = "statistics";

    /// A fixed day, so that the same network gives the same bytes. Not the first one that a zip knows: Java takes
    /// that for an unknown time and adds one of the local time zone.
    private static final LocalDateTime WRITTEN = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Graph graph;
    private final Weights weights;
    private final boolean channelsLast;
    private final TorchScriptCode code;
    private Pickle pickle = new Pickle();
    private final List<ByteBuffer> storages = new ArrayList<>();

    /// @param channelsLast keeps filters and feature maps with the channel running fastest, which convolutions on
    ///     a CPU prefer; the answers are the same
    public TorchScriptWriter(Graph graph, Weights weights, boolean channelsLast) {
        this(graph, weights, channelsLast, Set.of());
    }

    /// @param steady names of batch norms that go by their running statistics in training, too, and leave them as
    ///     they are
    public TorchScriptWriter(Graph graph, Weights weights, boolean channelsLast, Set<String> steady) {
        this.graph = graph;
        this.weights = weights.fitting(graph);
        this.channelsLast = channelsLast;
        this.code = new TorchScriptCode(graph, channelsLast, steady);
    }

    /// @param out stays open
    public void write(OutputStream out) throws IOException {
        pickle = new Pickle();
        storages.clear();
        module(ModuleTree.of(graph));
        ZipOutputStream zip = new ZipOutputStream(out);
        entry(zip, "data.pkl", pickle.finish());
        entry(zip, "code/__torch__/" + graph.name() + ".py", code.source().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < storages.size(); i++) {
            entry(zip, "data/" + i, storages.get(i).array());
        }
        entry(zip, "constants.pkl", new Pickle().emptyTuple().finish());
        entry(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        entry(zip, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    private void module(ModuleTree tree) {
        pickle.beginObject(code.module(), code.className(tree)).text("training").bool(false);
        for (Map.Entry<String, ModuleTree> child : tree.children().entrySet()) {
            pickle.text(child.getKey());
            module(child.getValue());
        }
        tree.op().ifPresent(op -> op.parameters().forEach(this::parameter));
        pickle.endObject();
    }

    private void parameter(Parameter parameter) {
        boolean counter = parameter.kind() == Parameter.Kind.COUNTER;
        List<Integer> shape = parameter.shape();
        float[] values = weights.get(parameter.name()).values();
        pickle.text(parameter.attribute())
                .global("torch._utils", "_rebuild_tensor_v2")
                .mark();
        pickle.mark().text("storage").global("torch", counter ? "LongStorage" : "FloatStorage");
        pickle.text(Integer.toString(storages.size()))
                .text("cpu")
                .integer(values.length)
                .tuple()
                .persistentId();
        pickle.integer(0);
        integers(shape);
        integers(MemoryLayout.of(shape, channelsLast).strides());
        pickle.bool(parameter.kind() == Parameter.Kind.LEARNED);
        pickle.global("collections", "OrderedDict").emptyTuple().call();
        pickle.tuple().call();
        storages.add(
                counter
                        ? longs(values)
                        : floats(MemoryLayout.of(shape, channelsLast).arrange(values)));
    }

    private void integers(List<Integer> values) {
        pickle.mark();
        values.forEach(pickle::integer);
        pickle.tuple();
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer longs(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putLong((long) value);
        }
        return bytes;
    }

    private void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(graph.name() + "/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(WRITTEN);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
