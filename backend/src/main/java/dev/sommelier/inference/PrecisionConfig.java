package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.ModelCard;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// In which numbers the network computes.
///
/// @param wanted `auto`, `fp32` or `int8`; auto is int8 for ONNX Runtime on a CPU where the bundle states that it
///     loses no more than allowed, and else fp32
/// @param maxInt8Loss the part of answers, 0 to 1, that auto may lose to int8; negative if it may never choose it
public record PrecisionConfig(String wanted, double maxInt8Loss) {
    public static final String AUTO = "auto";
    public static final String FP32 = "fp32";
    public static final String INT8 = "int8";

    public PrecisionConfig {
        if (!Set.of(AUTO, FP32, INT8).contains(wanted)) {
            throw new Failure.BadConfig("inference.precision: '%s' is none of auto, fp32, int8".formatted(wanted));
        }
        if (!(maxInt8Loss <= 1)) {
            throw new Failure.BadConfig("inference.max-int8-loss: need off or 0 to 1, got " + maxInt8Loss);
        }
    }

    /// From settings.
    ///
    /// @param maxInt8Loss a number, or `off`
    public static PrecisionConfig of(String wanted, String maxInt8Loss) {
        try {
            boolean off = maxInt8Loss.toLowerCase(Locale.ROOT).equals("off");
            return new PrecisionConfig(wanted, off ? -1 : Double.parseDouble(maxInt8Loss));
        } catch (NumberFormatException e) {
            throw new Failure.BadConfig("inference.max-int8-loss: need off or 0 to 1, got '%s'".formatted(maxInt8Loss));
        }
    }

    /// 32-bit floats, whatever the bundle allows.
    public static PrecisionConfig fp32() {
        return new PrecisionConfig(FP32, -1);
    }

    /// @param possible whether the chosen engine and device run int8 at all
    /// @throws Failure.CannotStart if int8 is wanted and cannot be
    boolean int8(boolean possible, Optional<ModelCard.Int8> stated) {
        if (wanted.equals(INT8)) {
            check(possible, stated.isPresent());
            return true;
        }
        return wanted.equals(AUTO)
                && possible
                && stated.filter(int8 -> maxInt8Loss >= 0 && int8.accuracyLoss() <= maxInt8Loss)
                        .isPresent();
    }

    private static void check(boolean possible, boolean stated) {
        if (!possible) {
            throw new Failure.CannotStart(
                    "inference.precision: int8 is asked for, and only ONNX Runtime on a CPU runs it. Set inference.engine to onnxruntime and inference.device to cpu, or use auto or fp32.");
        }
        if (!stated) {
            throw new Failure.CannotStart(
                    "inference.precision: int8 is asked for, and the model's card states no int8 ranges. Use auto or fp32, or train the model again.");
        }
    }
}
