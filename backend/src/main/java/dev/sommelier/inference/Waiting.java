package dev.sommelier.inference;

import dev.sommelier.image.Header;
import java.nio.FloatBuffer;
import java.util.Optional;

/// A decoded photo that waits for its forward pass.
///
/// @param slot where it lies
/// @param since when it was decoded, [System#nanoTime]
/// @param queued time that it waited before decoding, ns
/// @param decoding time that decoding took, ns
record Waiting(Tensors.Slot slot, Optional<Header> image, long since, long queued, long decoding, Order order)
        implements AutoCloseable {

    /// float32 `(3, H, W)`, direct.
    FloatBuffer tensor() {
        return slot.buffer();
    }

    Answer answer() {
        return order.answer();
    }

    /// Once, when nobody looks at the tensor any more.
    @Override
    public void close() {
        slot.close();
    }
}
