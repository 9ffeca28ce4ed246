package dev.sommelier.network;

import java.util.List;

/// In which numbers values and parameters stand in an ONNX model.
interface OnnxNumbers {

    /// The name under which nodes read a value.
    String operand(String value);

    /// Writes the parameters of an operation.
    ///
    /// @return the names under which its node reads them
    List<String> parameters(OnnxModel out, Op op);

    /// Whether no node is needed for the operation: storing its value does the same.
    boolean absorbs(Op op);

    /// Called when the input is declared, and after each operation.
    ///
    /// @param from name of the node output that holds the value
    void store(OnnxModel out, String value, String from);
}
