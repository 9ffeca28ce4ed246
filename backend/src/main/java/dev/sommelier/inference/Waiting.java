package dev.sommelier.inference;

import dev.sommelier.image.Header;
import java.nio.FloatBuffer;
import java.util.Optional;

/// A decoded photo that waits for its forward pass.
///
/// @param tensor float32 `(3, H, W)`, direct
/// @param since when it was decoded, [System#nanoTime]
/// @param queued time that it waited before decoding, ns
/// @param decoding time that decoding took, ns
record Waiting(FloatBuffer tensor, Optional<Header> image, long since, long queued, long decoding, Order order) {

    Answer answer() {
        return order.answer();
    }
}
