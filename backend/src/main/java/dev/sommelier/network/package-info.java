/// The network as a graph of operations, its weights, rewrites of both, and writers for the engines' own formats.
///
/// No JVM library turns weights into TorchScript or ONNX, so this package does. It knows no engine.
@NullMarked
package dev.sommelier.network;

import org.jspecify.annotations.NullMarked;
