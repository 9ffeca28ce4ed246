package dev.sommelier.predict;

import java.util.Arrays;

/// The shape of nested arrays, found out while they are read: all arrays of one level must be alike.
final class Nesting {

    /// As many as a batch of pictures has dimensions.
    private static final int DEEPEST = 4;

    private static final int UNKNOWN = -1;

    private final int[] lengths = new int[DEEPEST + 1];
    private final int[] counts = new int[DEEPEST + 1];
    private int depth;
    private int valueDepth = UNKNOWN;

    Nesting() {
        Arrays.fill(lengths, UNKNOWN);
    }

    void open() {
        counts[depth]++;
        depth++;
        JsonCursor.require(
                depth <= DEEPEST && (valueDepth == UNKNOWN || depth <= valueDepth), "The arrays in data are ragged.");
        counts[depth] = 0;
    }

    void value() {
        valueDepth = valueDepth == UNKNOWN ? depth : valueDepth;
        JsonCursor.require(depth == valueDepth, "The arrays in data are ragged.");
        counts[depth]++;
    }

    void close() {
        lengths[depth] = lengths[depth] == UNKNOWN ? counts[depth] : lengths[depth];
        JsonCursor.require(counts[depth] == lengths[depth], "The arrays in data are ragged.");
        depth--;
    }

    /// Whether the values lie flat in one array, or else in arrays of this shape.
    boolean fits(int[] shape) {
        return valueDepth == 1
                || (valueDepth == shape.length && Arrays.equals(lengths, 1, valueDepth + 1, shape, 0, shape.length));
    }
}
