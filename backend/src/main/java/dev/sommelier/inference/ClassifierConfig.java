package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import java.time.Duration;

/// Limits of the way from photo to answer.
///
/// @param capacity photos admitted at once, waiting or worked on; 1 to 10,000
/// @param deadline longest that a photo may wait for its forward pass; at least 100 ms
/// @param layout how forward passes share the machine; what it leaves open is chosen for the device
/// @param decoders photos decoded at once, 1 to 256
/// @param maxPixels photos with more are refused by their header
public record ClassifierConfig(int capacity, Duration deadline, Layout layout, int decoders, long maxPixels) {
    public ClassifierConfig {
        within("serve.capacity", capacity, 1, 10_000);
        within("serve.deadline (ms)", deadline.toMillis(), 100, 600_000);
        within("inference.decoders", decoders, 1, 256);
        within("serve.max-pixels", maxPixels, 1024, 1L << 30);
    }

    /// Passes of one thread each, for a lone photo too.
    public ClassifierConfig(int capacity, Duration deadline, int maxBatch, int workers, int decoders, long maxPixels) {
        this(capacity, deadline, new Layout(workers, 1, 1, maxBatch), decoders, maxPixels);
    }

    /// Photos that are decoded and not answered: those that the workers are at, as many again that wait for them, and
    /// one for each decoder; never more than there are places.
    int decodedAhead() {
        return Math.min(capacity, 2 * workers() * maxBatch() + decoders);
    }

    /// Photos in one forward pass.
    public int maxBatch() {
        return layout.maxBatch();
    }

    /// Forward passes at once.
    public int workers() {
        return layout.workers();
    }

    /// The same with a layout that suits the device, where none was asked for.
    ///
    /// @param device `cpu`, `gpu:0`, …
    public ClassifierConfig on(String device) {
        return with(layout.on(device, Runtime.getRuntime().availableProcessors()));
    }

    /// The same with another layout.
    public ClassifierConfig with(Layout other) {
        return new ClassifierConfig(capacity, deadline, other, decoders, maxPixels);
    }

    private static void within(String key, long value, long low, long high) {
        if (value < low || value > high) {
            throw new Failure.BadConfig("%s: need %d to %d, got %d".formatted(key, low, high, value));
        }
    }
}
