package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import java.time.Duration;

/// Limits of the way from photo to answer.
///
/// @param capacity photos admitted at once, waiting or worked on; 1 to 10,000
/// @param deadline longest that a photo may wait for its forward pass; at least 100 ms
/// @param maxBatch photos in one forward pass, 1 to 256
/// @param workers forward passes at once, 0 to 256; 0 is one for each processor on a CPU, and 1 on a GPU
/// @param decoders photos decoded at once, 1 to 256
/// @param maxPixels photos with more are refused by their header
public record ClassifierConfig(
        int capacity, Duration deadline, int maxBatch, int workers, int decoders, long maxPixels) {
    public ClassifierConfig {
        within("serve.capacity", capacity, 1, 10_000);
        within("serve.deadline (ms)", deadline.toMillis(), 100, 600_000);
        within("serve.max-batch", maxBatch, 1, 256);
        within("inference.workers", workers, 0, 256);
        within("inference.decoders", decoders, 1, 256);
        within("serve.max-pixels", maxPixels, 1024, 1L << 30);
    }

    /// The same with as many workers as suit the device, where none were asked for.
    ///
    /// @param device `cpu`, `gpu:0`, …
    public ClassifierConfig on(String device) {
        int suiting = device.equals("cpu") ? Runtime.getRuntime().availableProcessors() : 1;
        return new ClassifierConfig(
                capacity, deadline, maxBatch, workers == 0 ? suiting : workers, decoders, maxPixels);
    }

    private static void within(String key, long value, long low, long high) {
        if (value < low || value > high) {
            throw new Failure.BadConfig("%s: need %d to %d, got %d".formatted(key, low, high, value));
        }
    }
}
