package dev.sommelier.predict;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sommelier.inference.Classification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One output tensor of an answer, row by row.
sealed interface OutputTensor {

    /// FP32.
    record Floats(List<Integer> shape, float[] values) implements OutputTensor {
        @Override
        public String datatype() {
            return "FP32";
        }

        @Override
        public void write(JsonGenerator out) throws IOException {
            for (float value : values) {
                out.writeNumber(value);
            }
        }

        @Override
        public byte[] binary() {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes.array();
        }
    }

    /// BYTES, text in UTF-8.
    record Texts(List<Integer> shape, List<String> values) implements OutputTensor {
        @Override
        public String datatype() {
            return "BYTES";
        }

        @Override
        public void write(JsonGenerator out) throws IOException {
            for (String value : values) {
                out.writeString(value);
            }
        }

        @Override
        public byte[] binary() {
            List<byte[]> texts = values.stream()
                    .map(value -> value.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int size =
                    texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
            ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            texts.forEach(text -> bytes.putInt(text.length).put(text));
            return bytes.array();
        }
    }

    List<Integer> shape();

    String datatype();

    /// The elements alone, in an array that is open.
    void write(JsonGenerator out) throws IOException;

    byte[] binary();

    /// @param all at least 1, of one model
    static OutputTensor of(WantedOutput wanted, List<Classification> all) {
        return switch (wanted.name()) {
            case PROBABILITIES -> wanted.classes() == 0 ? probabilities(all) : classification(all, wanted.classes());
            case LABEL ->
                new Texts(
                        List.of(all.size()),
                        all.stream().map(Classification::label).toList());
        };
    }

    private static OutputTensor probabilities(List<Classification> all) {
        int classes = all.getFirst().probabilities().length;
        float[] values = new float[all.size() * classes];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i).probabilities(), 0, values, i * classes, classes);
        }
        return new Floats(List.of(all.size(), classes), values);
    }

    /// As Triton's
    /// [classification extension](https://github.com/triton-inference-server/server/tree/main/docs/protocol).
    private static OutputTensor classification(List<Classification> all, int wanted) {
        int classes = Math.min(wanted, all.getFirst().probabilities().length);
        List<String> values = new ArrayList<>();
        for (Classification each : all) {
            Arrays.stream(Ranking.of(each.probabilities(), classes))
                    .mapToObj(i -> String.format(
                            Locale.ROOT,
                            "%f:%d:%s",
                            each.probabilities()[i],
                            i,
                            each.model().labels().get(i)))
                    .forEach(values::add);
        }
        return new Texts(List.of(all.size(), classes), values);
    }
}
