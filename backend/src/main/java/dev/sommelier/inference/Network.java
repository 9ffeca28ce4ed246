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

    @Override
    void close();
}
