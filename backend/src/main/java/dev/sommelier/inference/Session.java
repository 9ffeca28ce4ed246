package dev.sommelier.inference;

import java.nio.FloatBuffer;

/// Runs forward passes for one thread at a time.
public interface Session extends AutoCloseable {

    /// @param images direct buffer, float32 `(count, 3, H, W)` from its start; its position is not used
    /// @param count images in the batch, at least 1
    Outputs run(FloatBuffer images, int count);

    @Override
    void close();
}
