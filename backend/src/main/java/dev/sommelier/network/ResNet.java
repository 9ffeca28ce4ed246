package dev.sommelier.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Residual networks of basic blocks, with torchvision's names, and three outputs in one pass: logits `(N,
/// classes)`, embedding `(N, 512)` and activation `(N, classes, H/32, W/32)`.
///
/// @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning for Image Recognition</a>
public enum ResNet {
    RESNET18("resnet18"),
    RESNET34("resnet34");

    private static final int[] WIDTHS = {64, 128, 256, 512};

    private final String id;

    ResNet(String id) {
        this.id = id;
    }

    /// The name in configuration and in `model.json`.
    public String id() {
        return id;
    }

    /// Blocks in each of the four stages.
    private List<Integer> depths() {
        return switch (this) {
            case RESNET18 -> List.of(2, 2, 2, 2);
            case RESNET34 -> List.of(3, 4, 6, 3);
        };
    }

    /// Finds a network by its id.
    ///
    /// @throws IllegalArgumentException that lists the known names
    public static ResNet of(String id) {
        for (ResNet net : values()) {
            if (net.id.equals(id)) {
                return net;
            }
        }
        throw new IllegalArgumentException("architecture '%s' is not known, only resnet18 and resnet34".formatted(id));
    }

    /// Draws the graph.
    ///
    /// @param classes how many the last layer tells apart; at least 2
    public Graph graph(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("a classifier needs at least 2 classes, got " + classes);
        }
        Layers net = new Layers();
        String x = net.stem("image");
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            x = net.stage(
                    "layer" + (stage + 1), x, stage == 0 ? 64 : WIDTHS[stage - 1], WIDTHS[stage], depths().get(stage));
        }
        return net.head(id, x, classes);
    }

    private static final class Layers {
        private final List<Op> ops = new ArrayList<>();

        private String add(Op op) {
            ops.add(op);
            return op.name();
        }

        private String conv(String name, String x, int in, int out, int kernel, int stride) {
            return add(new Op.Conv2d(name, x, in, out, kernel, stride, kernel / 2, false));
        }

        String stem(String x) {
            String conv = conv("conv1", x, 3, 64, 7, 2);
            String relu = add(new Op.Relu("relu", add(new Op.BatchNorm2d("bn1", conv, 64))));
            return add(new Op.MaxPool2d("maxpool", relu, 3, 2, 1));
        }

        String stage(String name, String x, int in, int out, int depth) {
            String y = block(name + ".0", x, in, out);
            for (int i = 1; i < depth; i++) {
                y = block(name + "." + i, y, out, out);
            }
            return y;
        }

        private String block(String name, String x, int in, int out) {
            int stride = in == out ? 1 : 2;
            String a = conv(name + ".conv1", x, in, out, 3, stride);
            String b = add(new Op.Relu(name + ".relu1", add(new Op.BatchNorm2d(name + ".bn1", a, out))));
            String c = conv(name + ".conv2", b, out, out, 3, 1);
            String d = add(new Op.BatchNorm2d(name + ".bn2", c, out));
            String shortcut = in == out ? x : downsample(name + ".downsample", x, in, out);
            return add(new Op.Relu(name + ".relu2", add(new Op.Add(name + ".add", d, shortcut))));
        }

        private String downsample(String name, String x, int in, int out) {
            String conv = conv(name + ".0", x, in, out, 1, 2);
            return add(new Op.BatchNorm2d(name + ".1", conv, out));
        }

        Graph head(String id, String features, int classes) {
            String pool = add(new Op.GlobalAveragePool("avgpool", features));
            Op.Linear fc = new Op.Linear("fc", pool, WIDTHS[3], classes);
            add(fc);
            add(new Op.ClassActivation("cam", features, fc));
            Map<String, String> outputs = new LinkedHashMap<>();
            outputs.put(Graph.LOGITS, "fc");
            outputs.put(Graph.EMBEDDING, pool);
            outputs.put(Graph.ACTIVATION, "cam");
            return new Graph(id, "image", ops, outputs);
        }
    }
}
