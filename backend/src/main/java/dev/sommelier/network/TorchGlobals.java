package dev.sommelier.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/// The names in Python's modules that a pickle of weights may ask for, and what stands for them here.
///
/// To unpickle is to call whatever the file names, so everything that is not in this list is refused.
final class TorchGlobals {
    private static final int SHOWN = 100;

    private static final Map<String, IObjectConstructor> CALLED = Map.of(
            "collections.OrderedDict", TorchGlobals::dictionary,
            "torch._utils._rebuild_tensor_v2", TorchGlobals::tensor,
            // Until 2017.
            "torch._utils._rebuild_tensor", TorchGlobals::tensor,
            "torch._utils._rebuild_parameter", TorchGlobals::parameter);

    private TorchGlobals() {}

    /// @return an [IObjectConstructor] that cannot do harm, or a [StorageType]
    /// @throws IOException that names what the file asks for
    static Object find(String module, String name) throws IOException {
        IObjectConstructor called = CALLED.get(module + "." + name);
        if (called != null) {
            return called;
        }
        Optional<StorageType> type = module.equals("torch") ? StorageType.of(name) : Optional.empty();
        if (type.isPresent()) {
            return type.get();
        }
        if (module.equals("torch") && name.endsWith("Storage")) {
            throw new IOException("holds numbers as torch.%s, which are not read here".formatted(shown(name)));
        }
        throw new IOException(
                ("wants to run code: it asks for '%s', and weights need nothing of the kind, so nothing of it was run. "
                                + "If you trust its maker, open it in Python and save the weights alone: "
                                + "torch.save(model.state_dict(), \"weights.pth\")")
                        .formatted(shown(module + "." + name)));
    }

    /// Fit for a terminal, whatever a file says.
    static String shown(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }

    /// @param arguments none; Python 2 gave a list of pairs
    private static Map<Object, Object> dictionary(Object[] arguments) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        if (arguments.length > 0) {
            for (Object pair : (List<?>) arguments[0]) {
                Object[] both = ((List<?>) pair).toArray();
                put(dictionary, both[0], both[1]);
            }
        }
        return dictionary;
    }

    /// Keys that hold other objects are refused: to hash one that holds itself would never end.
    static void put(Map<Object, Object> dictionary, Object key, Object value) {
        if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
            throw new PickleException("a dictionary's key is neither text nor a number");
        }
        dictionary.put(key, value);
    }

    /// @param arguments storage, offset, shape, strides, and what only matters for training
    private static TorchTensor tensor(Object[] arguments) {
        return new TorchTensor(
                (TorchStorage) arguments[0], number(arguments[1]), numbers(arguments[2]), numbers(arguments[3]));
    }

    private static Object parameter(Object[] arguments) {
        return (TorchTensor) arguments[0];
    }

    private static List<Long> numbers(Object tuple) {
        return new ArrayList<>(
                Arrays.stream((Object[]) tuple).map(TorchGlobals::number).toList());
    }

    static long number(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new PickleException("a size or a place is no whole number");
    }
}
