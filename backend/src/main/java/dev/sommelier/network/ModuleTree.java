package dev.sommelier.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The modules of a network by the dots in their names: `layer1.0.conv1` lies in `0`, which lies in `layer1`.
///
/// @param path dotted name, empty for the root
/// @param op what a leaf computes; empty for a folder of modules
/// @param children by their own short names
record ModuleTree(String path, Optional<Op> op, Map<String, ModuleTree> children) {

    static ModuleTree of(Graph graph) {
        ModuleTree root = new ModuleTree("", Optional.empty(), new LinkedHashMap<>());
        graph.ops().stream().filter(op -> !op.parameters().isEmpty()).forEach(op -> root.insert(op.name(), op));
        return root;
    }

    private void insert(String rest, Op leaf) {
        int dot = rest.indexOf('.');
        String child = dot < 0 ? rest : rest.substring(0, dot);
        String childPath = path.isEmpty() ? child : path + "." + child;
        if (dot < 0) {
            children.put(child, new ModuleTree(childPath, Optional.of(leaf), Map.of()));
        } else {
            children.computeIfAbsent(child, c -> new ModuleTree(childPath, Optional.empty(), new LinkedHashMap<>()))
                    .insert(rest.substring(dot + 1), leaf);
        }
    }
}
