package dev.sommelier.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A view of a storage, as a pickle states it: nothing of it has been checked yet.
///
/// @param offset of the first number in the storage
/// @param shape sides, outermost first
/// @param strides how far apart neighbours lie in the storage, for each side
record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
    private static final int MAX_SIDES = 16;

    /// How many numbers it shows.
    ///
    /// @throws IOException if it does not lie within its storage
    int count() throws IOException {
        try {
            if (shape.size() > MAX_SIDES || shape.size() != strides.size() || offset < 0) {
                throw outside();
            }
            long count = 1;
            long last = offset;
            for (int side = 0; side < shape.size(); side++) {
                if (shape.get(side) < 0 || shape.get(side) > Integer.MAX_VALUE || strides.get(side) < 0) {
                    throw outside();
                }
                count = Math.multiplyExact(count, shape.get(side));
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(side) - 1), strides.get(side)));
            }
            if (count > 0 && last >= storage.count()) {
                throw outside();
            }
            return Math.toIntExact(count);
        } catch (ArithmeticException e) {
            throw outside();
        }
    }

    /// @param bytes of its storage
    Tensor read(ByteBuffer bytes) throws IOException {
        float[] values = new float[count()];
        int[] sides = shape.stream().mapToInt(Math::toIntExact).toArray();
        long[] steps = strides.stream().mapToLong(Long::longValue).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = storage.type().read(bytes, place(i, sides, steps));
        }
        return new Tensor(Arrays.stream(sides).boxed().toList(), values);
    }

    /// Where in the storage the number lies that comes `index`-th when the last side runs fastest.
    private int place(int index, int[] sides, long[] steps) {
        long place = offset;
        int rest = index;
        for (int side = sides.length - 1; side >= 0; side--) {
            place += rest % sides[side] * steps[side];
            rest /= sides[side];
        }
        return (int) place;
    }

    private IOException outside() {
        return new IOException("does not lie within its storage of %,d numbers".formatted(storage.count()));
    }
}
