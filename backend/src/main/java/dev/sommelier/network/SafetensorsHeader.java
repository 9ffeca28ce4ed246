package dev.sommelier.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The header of a safetensors file: which tensor lies where in the data after it.
///
/// It is checked as strictly as the format's own reader does it: no name comes twice, and the tensors fill the data
/// without gap or overlap, each with the bytes that its shape takes. DJL's reader checks none of this, so a damaged
/// file could give wrong numbers.
final class SafetensorsHeader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// More than any file here can hold.
    private static final long BEYOND = 1L << 31;

    private SafetensorsHeader() {}

    /// How a number is stored.
    enum Type {
        F16(2),
        F32(4),
        I64(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }
    }

    /// A tensor's place in the data, from byte `begin` to before byte `end`.
    record Entry(String name, Type type, List<Integer> shape, int begin, int end) {}

    /// The tensors, in the order in which the header names them.
    ///
    /// @param file holds the header's JSON from byte `at` on
    /// @param dataBytes what follows the header
    /// @throws IOException that says what is wrong
    static List<Entry> parse(byte[] file, int at, int length, int dataBytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Map.Entry<String, JsonNode> field :
                    JSON.readTree(file, at, length).properties()) {
                if (!field.getKey().equals("__metadata__")) {
                    entries.add(entry(field.getKey(), field.getValue()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("has a damaged header: it is not JSON, or names a tensor twice", e);
        }
        checkPlaces(entries, dataBytes);
        return entries;
    }

    private static Entry entry(String name, JsonNode stated) throws IOException {
        Type type = type(name, stated.path("dtype").asText());
        List<Integer> shape = counts(name, stated.path("shape"));
        List<Integer> place = counts(name, stated.path("data_offsets"));
        if (place.size() != 2 || place.getLast() - place.getFirst() != bytes(type, shape)) {
            throw new IOException("has a damaged header: tensor %s of shape %s in %s cannot lie at %s"
                    .formatted(name, shape, type, place));
        }
        return new Entry(name, type, shape, place.getFirst(), place.getLast());
    }

    private static Type type(String name, String dtype) throws IOException {
        for (Type type : Type.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new IOException("has tensor %s as '%s'; only F16, F32 and I64 can be read here".formatted(name, dtype));
    }

    private static List<Integer> counts(String name, JsonNode stated) throws IOException {
        List<Integer> counts = new ArrayList<>();
        for (JsonNode count : stated) {
            if (!count.canConvertToInt() || !count.isIntegralNumber() || count.intValue() < 0) {
                throw new IOException(
                        "has a damaged header: %s is no size or place for tensor %s".formatted(count, name));
            }
            counts.add(count.intValue());
        }
        if (!stated.isArray()) {
            throw new IOException("has a damaged header: tensor %s lacks its shape or data_offsets".formatted(name));
        }
        return counts;
    }

    private static long bytes(Type type, List<Integer> shape) {
        try {
            return (long) type.bytes() * Tensor.size(shape);
        } catch (ArithmeticException e) {
            return BEYOND;
        }
    }

    private static void checkPlaces(List<Entry> entries, int dataBytes) throws IOException {
        int end = 0;
        for (Entry entry : entries.stream()
                .sorted(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end))
                .toList()) {
            if (entry.begin() != end) {
                throw new IOException("has a damaged header: tensor %s begins at byte %d of the data instead of %d"
                        .formatted(entry.name(), entry.begin(), end));
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw new IOException("is cut off or has bytes too many: its tensors take %,d bytes, and it holds %,d"
                    .formatted(end, dataBytes));
        }
    }
}
