package dev.sommelier.inference;

import dev.sommelier.model.ModelCard;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// In which form a model is given to others: what the engines run here themselves, with BatchNorm folded in.
public enum ExportFormat {
    ONNX(EngineFormat.ONNXRUNTIME, ".onnx"),
    /// For a CPU: in channels-last order.
    TORCHSCRIPT(EngineFormat.PYTORCH, ".pt"),
    /// ONNX in 8-bit whole numbers.
    INT8(EngineFormat.ONNXRUNTIME_INT8, "-int8.onnx");

    private final EngineFormat engine;
    private final String suffix;

    ExportFormat(EngineFormat engine, String suffix) {
        this.engine = engine;
        this.suffix = suffix;
    }

    /// @param id as [#toString] gives it
    public static Optional<ExportFormat> named(String id) {
        return Stream.of(values())
                .filter(format -> format.toString().equals(id))
                .findFirst();
    }

    /// For example `onnx, torchscript, int8`.
    public static String names() {
        return Stream.of(values()).map(ExportFormat::toString).collect(Collectors.joining(", "));
    }

    EngineFormat engine() {
        return engine;
    }

    /// Whether a model can be had in this form: whole numbers need the ranges that its card may lack.
    public boolean suits(ModelCard card) {
        return this != INT8 || card.int8().isPresent();
    }

    /// For example `drinks-2-int8.onnx`: letters, digits, `.`, `-` and `_` alone.
    public String fileName(ModelCard card) {
        return card.name() + "-" + card.version() + suffix;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
