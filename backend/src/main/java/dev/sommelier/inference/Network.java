package dev.sommelier.inference;

/// A bundle's network, loaded by an engine on a device. The seam between Sommelier and the engines.
public interface Network extends AutoCloseable {

    /// `pytorch` or `onnxruntime`.
    String engine();

    /// `fp32` or `int8`.
    String precision();

    /// `cpu`, `gpu:0`, …
    String device();

    /// A way in for one thread; close it before the network.
    Session open();

    /// As [#open()], with passes that are spread over so many threads, where the engine lets each session choose.
    ///
    /// @param threads at least 1, the caller's own among them
    default Session open(int threads) {
        return open();
    }

    /// Whether [#open(int)] heeds the number of threads.
    default boolean choosesThreads() {
        return false;
    }

    @Override
    void close();
}
