package dev.sommelier.network;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the weights in what a file of torch holds: a state dict, or a checkpoint of a training that has one
/// within.
final class StateDict {
    /// Under what trainings commonly keep it.
    private static final List<String> WITHIN = List.of("state_dict", "model_state_dict", "model");

    /// What `DataParallel` puts in front of every name.
    private static final String PARALLEL = "module.";

    private StateDict() {}

    /// @param limit numbers that may be read in all: tensors that share a storage could else claim any amount
    /// @throws IOException that names the tensor which cannot be read
    static Weights read(Object root, TorchStorages storages, long limit) throws IOException {
        Map<String, TorchTensor> stated = unprefixed(tensors(dictionary(root)));
        Map<String, Tensor> read = new LinkedHashMap<>();
        long left = limit;
        for (Map.Entry<String, TorchTensor> each : stated.entrySet()) {
            try {
                left -= each.getValue().count();
                if (left < 0) {
                    throw new IOException("claims more numbers than the file can hold");
                }
                TorchStorage storage = each.getValue().storage();
                read.put(each.getKey(), each.getValue().read(storages.bytes(storage)));
            } catch (IOException e) {
                throw new IOException(
                        "is cut off or damaged: tensor %s %s"
                                .formatted(TorchGlobals.shown(each.getKey()), e.getMessage()),
                        e);
            }
        }
        return new Weights(read);
    }

    private static Map<?, ?> dictionary(Object root) throws IOException {
        if (!(root instanceof Map<?, ?> whole)) {
            throw new IOException("holds no state dict. Save one with torch.save(model.state_dict(), \"weights.pth\")");
        }
        if (holdsTensors(whole)) {
            return whole;
        }
        for (String key : WITHIN) {
            if (whole.get(key) instanceof Map<?, ?> inner && holdsTensors(inner)) {
                return inner;
            }
        }
        throw new IOException("holds no weights, neither at its top nor in %s; it holds %s"
                .formatted(String.join(", ", WITHIN), keys(whole)));
    }

    private static boolean holdsTensors(Map<?, ?> dictionary) {
        return dictionary.values().stream().anyMatch(TorchTensor.class::isInstance);
    }

    private static String keys(Map<?, ?> dictionary) {
        return dictionary.isEmpty()
                ? "nothing"
                : dictionary.keySet().stream()
                        .limit(10)
                        .map(key -> TorchGlobals.shown(String.valueOf(key)))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, TorchTensor> tensors(Map<?, ?> dictionary) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        dictionary.forEach((key, value) -> {
            if (key instanceof String name && value instanceof TorchTensor tensor) {
                tensors.put(name, tensor);
            }
        });
        return tensors;
    }

    private static Map<String, TorchTensor> unprefixed(Map<String, TorchTensor> tensors) {
        if (!tensors.keySet().stream().allMatch(name -> name.startsWith(PARALLEL))) {
            return tensors;
        }
        Map<String, TorchTensor> bare = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> bare.put(name.substring(PARALLEL.length()), tensor));
        return bare;
    }
}
