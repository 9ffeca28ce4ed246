package dev.sommelier.network;

import java.util.List;

/// Where the elements of a tensor lie in memory: the last side running fastest, or for filters `(O, I, H, W)` the
/// channel `I` running fastest.
record MemoryLayout(List<Integer> shape, boolean channelsLast) {

    static MemoryLayout of(List<Integer> shape, boolean channelsLast) {
        return new MemoryLayout(shape, channelsLast && shape.size() == 4);
    }

    /// Steps in memory from one element to the next along each side.
    List<Integer> strides() {
        if (channelsLast) {
            int in = shape.get(1);
            int width = shape.get(3);
            return List.of(in * shape.get(2) * width, 1, width * in, in);
        }
        Integer[] strides = new Integer[shape.size()];
        int step = 1;
        for (int side = shape.size() - 1; side >= 0; side--) {
            strides[side] = step;
            step *= shape.get(side);
        }
        return List.of(strides);
    }

    /// The same values in the order of this layout.
    ///
    /// @param values the last side running fastest
    float[] arrange(float[] values) {
        if (!channelsLast) {
            return values;
        }
        int in = shape.get(1);
        int area = shape.get(2) * shape.get(3);
        float[] arranged = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int filter = i / (in * area);
            int channel = i / area % in;
            arranged[(filter * area + i % area) * in + channel] = values[i];
        }
        return arranged;
    }
}
