package dev.sommelier.network;

import java.util.Arrays;
import java.util.List;

/// A named tensor that an operation needs.
///
/// @param name torchvision's, for example `layer1.0.bn1.running_mean`
/// @param shape sides, outermost first; empty for a single number
public record Parameter(String name, List<Integer> shape, Kind kind) {

    /// How training treats it.
    public enum Kind {
        /// Moved by the optimiser.
        LEARNED,
        /// Moved by the forward pass in training.
        STATISTIC,
        /// A whole number, counted up by the forward pass in training.
        COUNTER
    }

    static Parameter learned(String name, Integer... shape) {
        return new Parameter(name, Arrays.asList(shape), Kind.LEARNED);
    }

    static Parameter statistic(String name, Integer... shape) {
        return new Parameter(name, Arrays.asList(shape), Kind.STATISTIC);
    }

    static Parameter counter(String name) {
        return new Parameter(name, List.of(), Kind.COUNTER);
    }

    /// The last part of the name, for example `running_mean`.
    String attribute() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
