package dev.sommelier.inference;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/// What classifiers hold beside what the JVM counts by itself, and how full their forward passes are. Thread-safe.
public final class Footprint {
    private final AtomicLong networks = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong tensorsInUse = new AtomicLong();
    private final AtomicLong tensorsFree = new AtomicLong();

    private volatile IntConsumer passes = photos -> {};

    /// Tells of each forward pass from now on how many photos it took; those that only warm up do not count.
    ///
    /// @param watcher called on the threads that run them, so it must be quick
    public void watchPasses(IntConsumer watcher) {
        passes = watcher;
    }

    void passed(int photos) {
        passes.accept(photos);
    }

    /// Networks that an engine has loaded.
    public long networks() {
        return networks.get();
    }

    /// Ways into a network that are open, each with memory of its own.
    public long sessions() {
        return sessions.get();
    }

    /// Bytes that hold decoded photos.
    public long tensorBytesInUse() {
        return tensorsInUse.get();
    }

    /// Bytes that are kept for the next photos.
    public long tensorBytesFree() {
        return tensorsFree.get();
    }

    /// From now on the network counts, and each session that is opened on it, until it is closed.
    Network counted(Network network) {
        networks.incrementAndGet();
        return new CountedNetwork(network, networks, sessions);
    }

    void use(long bytes) {
        tensorsInUse.addAndGet(bytes);
    }

    void keep(long bytes) {
        tensorsFree.addAndGet(bytes);
    }
}
