package dev.sommelier.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The Python-like source of a TorchScript archive: a class for each kind of leaf, one for each folder of modules,
/// and the root's `forward`, which runs the graph's operations one after the other.
///
/// Numbers are written by the root locale: others have digits of their own, which are no Python.
///
/// @see <a href="https://docs.pytorch.org/docs/stable/jit_language_reference.html">the language</a>
final class TorchScriptCode {
    private static final String BATCH_NORM_BODY = """
                if self.training:
                  _0 = torch.add_(self.num_batches_tracked, 1)
                else:
                  pass
                return torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, \
            self.training, %s, %s, True)
            """.formatted(Op.BatchNorm2d.MOMENTUM, Op.BatchNorm2d.EPSILON);

    private static final String STEADY_NORM_BODY = """
                return torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, \
            False, %s, %s, True)
            """.formatted(Op.BatchNorm2d.MOMENTUM, Op.BatchNorm2d.EPSILON);

    private final Graph graph;
    private final Set<String> steady;
    private final String module;
    private final Map<String, Integer> uses;
    private final Map<String, String> classes = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    /// @param steady names of batch norms that keep their running statistics in training, too
    TorchScriptCode(Graph graph, boolean channelsLast, Set<String> steady) {
        this.graph = graph;
        this.steady = steady;
        this.module = "__torch__." + graph.name();
        this.uses = graph.uses();
        define(ModuleTree.of(graph), channelsLast);
    }

    /// The qualified module that holds all classes.
    String module() {
        return module;
    }

    String source() {
        return String.join("", classes.values());
    }

    /// The class of a module, within [#module].
    String className(ModuleTree tree) {
        return tree.op().map(this::leafClass).orElseGet(() -> folderClass(tree));
    }

    private static String folderClass(ModuleTree tree) {
        return tree.path().isEmpty() ? "Net" : "Folder_" + tree.path().replace('.', '_');
    }

    private String leafClass(Op op) {
        return switch (op) {
            case Op.Conv2d c ->
                String.format(Locale.ROOT, "Conv2d_s%d_p%d%s", c.stride(), c.padding(), c.bias() ? "_bias" : "");
            case Op.BatchNorm2d b -> steady.contains(b.name()) ? "SteadyBatchNorm2d" : "BatchNorm2d";
            case Op.Linear l -> "Linear";
            default -> throw new IllegalArgumentException(op + " has no parameters");
        };
    }

    private void define(ModuleTree tree, boolean channelsLast) {
        tree.children().values().forEach(child -> define(child, channelsLast));
        String body = tree.op().map(this::leaf).orElseGet(() -> folder(tree));
        if (tree.path().isEmpty()) {
            body += forward(channelsLast) + statistics();
        }
        classes.putIfAbsent(className(tree), "class %s(Module):\n%s".formatted(className(tree), body));
    }

    private String folder(ModuleTree tree) {
        return "  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
                + tree.children().entrySet().stream()
                        .map(child -> annotation(child.getKey(), module + "." + className(child.getValue())))
                        .collect(Collectors.joining());
    }

    private static String annotation(String attribute, String type) {
        return isIndex(attribute)
                ? "  __annotations__[\"%s\"] = %s\n".formatted(attribute, type)
                : "  %s : %s\n".formatted(attribute, type);
    }

    private static boolean isIndex(String attribute) {
        return Character.isDigit(attribute.charAt(0));
    }

    private String leaf(Op op) {
        return "  __parameters__ = [%s]\n  __buffers__ = [%s]\n%s  training : bool\n%s"
                .formatted(
                        names(op, true),
                        names(op, false),
                        op.parameters().stream()
                                .map(p -> annotation(p.attribute(), "Tensor"))
                                .collect(Collectors.joining()),
                        leafForward(op));
    }

    private static String names(Op op, boolean learned) {
        return op.parameters().stream()
                .filter(p -> (p.kind() == Parameter.Kind.LEARNED) == learned)
                .map(p -> "\"%s\", ".formatted(p.attribute()))
                .collect(Collectors.joining());
    }

    private String leafForward(Op op) {
        return "  def forward(self: %s.%s,\n    x: Tensor) -> Tensor:\n%s"
                .formatted(module, leafClass(op), leafBody(op));
    }

    private String leafBody(Op op) {
        return switch (op) {
            case Op.Conv2d c ->
                String.format(
                        Locale.ROOT,
                        "    return torch.conv2d(x, self.weight, %1$s, [%2$d, %2$d], [%3$d, %3$d], [1, 1], 1)\n",
                        c.bias() ? "self.bias" : "None",
                        c.stride(),
                        c.padding());
            case Op.Linear l -> "    return torch.linear(x, self.weight, self.bias)\n";
            case Op.BatchNorm2d b -> steady.contains(b.name()) ? STEADY_NORM_BODY : BATCH_NORM_BODY;
            default -> throw new IllegalArgumentException(op + " has no parameters");
        };
    }

    private String forward(boolean channelsLast) {
        StringBuilder body = new StringBuilder("  def forward(self: %s.Net,\n    x: Tensor) -> Tuple[%s]:\n"
                .formatted(
                        module,
                        String.join(
                                ", ",
                                graph.outputs().keySet().stream()
                                        .map(o -> "Tensor")
                                        .toList())));
        variables.put(graph.input(), "x0");
        body.append(
                String.format(Locale.ROOT, "    x0 = torch.contiguous(x, memory_format=%d)\n", channelsLast ? 2 : 0));
        for (Op op : graph.ops()) {
            String variable = "v" + variables.size();
            body.append("    %s = %s\n".formatted(variable, expression(op)));
            variables.put(op.name(), variable);
        }
        List<String> outputs =
                graph.outputs().values().stream().map(variables::get).toList();
        return body.append("    return (%s)\n".formatted(String.join(", ", outputs)))
                .toString();
    }

    /// Batch norm's running figures are no parameters to libtorch, and this is the way to read them back.
    private String statistics() {
        String values = graph.parameters().stream()
                .filter(p -> p.kind() != Parameter.Kind.LEARNED)
                .map(p -> path(p.name()))
                .collect(Collectors.joining(", "));
        return "  def %s(self: %s.Net) -> List[Tensor]:\n    return [%s]\n"
                .formatted(TorchScriptWriter.STATISTICS, module, values);
    }

    private String expression(Op op) {
        return switch (op) {
            case Op.Conv2d c -> call(c, c.input());
            case Op.BatchNorm2d b -> call(b, b.input());
            case Op.Linear l -> call(l, l.input());
            case Op.Relu r -> "torch.relu%s(%s)".formatted(inPlace(r.input()), variables.get(r.input()));
            case Op.Add a ->
                "torch.add%s(%s, %s)".formatted(inPlace(a.left()), variables.get(a.left()), variables.get(a.right()));
            case Op.MaxPool2d m ->
                String.format(
                        Locale.ROOT,
                        "torch.max_pool2d(%1$s, [%2$d, %2$d], [%3$d, %3$d], [%4$d, %4$d], [1, 1], False)",
                        variables.get(m.input()),
                        m.kernel(),
                        m.stride(),
                        m.padding());
            case Op.GlobalAveragePool p ->
                "torch.flatten(torch.adaptive_avg_pool2d(%s, [1, 1]), 1)".formatted(variables.get(p.input()));
            case Op.ClassActivation c ->
                String.format(
                        Locale.ROOT,
                        "torch.conv2d(%s, torch.reshape(%s.weight, [%d, %d, 1, 1]), None, [1, 1], [0, 0], [1, 1], 1)",
                        variables.get(c.input()),
                        path(c.classifier().name()),
                        c.classifier().out(),
                        c.classifier().in());
        };
    }

    /// Overwriting a value that nothing else reads saves its memory.
    private String inPlace(String input) {
        return uses.getOrDefault(input, 0) == 1 ? "_" : "";
    }

    private String call(Op op, String input) {
        return "(%s).forward(%s, )".formatted(path(op.name()), variables.get(input));
    }

    private static String path(String name) {
        String path = "self";
        for (String part : name.split("\\.", -1)) {
            path = isIndex(part) ? "getattr(%s, \"%s\")".formatted(path, part) : path + "." + part;
        }
        return path;
    }
}
