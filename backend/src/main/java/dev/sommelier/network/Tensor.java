package dev.sommelier.network;

import java.util.Arrays;
import java.util.List;

/// Numbers in a shape, the last side running fastest. The values are not copied: whoever holds a tensor may read
/// them, and nobody changes them.
///
/// @param shape sides, outermost first; empty for a single number
/// @param values as many as the product of the sides
public record Tensor(List<Integer> shape, float[] values) {

    public Tensor {
        shape = List.copyOf(shape);
        if (size(shape) != values.length) {
            throw new IllegalArgumentException("shape %s does not hold %d values".formatted(shape, values.length));
        }
    }

    /// Product of the sides.
    static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    static Tensor filled(List<Integer> shape, float value) {
        float[] values = new float[size(shape)];
        Arrays.fill(values, value);
        return new Tensor(shape, values);
    }
}
