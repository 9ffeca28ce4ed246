package dev.sommelier.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Photos one after another, and again from the first. Thread-safe.
final class Rotation {
    private final List<byte[]> photos;
    private final AtomicInteger next = new AtomicInteger();

    /// @param photos encoded, at least one
    Rotation(List<byte[]> photos) {
        this.photos = photos;
    }

    byte[] next() {
        return photos.get(next.getAndUpdate(i -> (i + 1) % photos.size()));
    }

    void restart() {
        next.set(0);
    }
}
