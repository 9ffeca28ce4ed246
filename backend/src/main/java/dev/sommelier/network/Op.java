package dev.sommelier.network;

import java.util.List;

/// One operation of a network. Its name is the name of the value that it computes and, where it has parameters, the
/// path of the module that owns them, for example `layer1.0.conv1`. Images are `(N, C, H, W)`.
public sealed interface Op {

    String name();

    /// Names of the values that go in.
    List<String> inputs();

    /// What the operation learns, in torchvision's order; empty for most operations.
    default List<Parameter> parameters() {
        return List.of();
    }

    /// `(N, in, H, W)` to `(N, out, H', W')` with a square kernel and `H' = (H + 2·padding − kernel) / stride + 1`.
    record Conv2d(String name, String input, int in, int out, int kernel, int stride, int padding, boolean bias)
            implements Op {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public List<Parameter> parameters() {
            Parameter weight = Parameter.learned(name + ".weight", out, in, kernel, kernel);
            return bias ? List.of(weight, Parameter.learned(name + ".bias", out)) : List.of(weight);
        }
    }

    /// `(x − mean) / √(variance + EPSILON) · weight + bias` per channel: in training with the batch's own
    /// statistics, which also move the running ones by [#MOMENTUM]; otherwise with the running ones.
    ///
    /// @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch Normalization</a>
    record BatchNorm2d(String name, String input, int channels) implements Op {
        public static final double EPSILON = 1e-5;
        public static final double MOMENTUM = 0.1;

        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    Parameter.learned(name + ".weight", channels),
                    Parameter.learned(name + ".bias", channels),
                    Parameter.statistic(name + ".running_mean", channels),
                    Parameter.statistic(name + ".running_var", channels),
                    Parameter.counter(name + ".num_batches_tracked"));
        }
    }

    /// `max(x, 0)`.
    record Relu(String name, String input) implements Op {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /// Sum of two values of the same shape.
    record Add(String name, String left, String right) implements Op {
        @Override
        public List<String> inputs() {
            return List.of(left, right);
        }
    }

    /// Largest value under a square window; padding never wins.
    record MaxPool2d(String name, String input, int kernel, int stride, int padding) implements Op {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /// `(N, C, H, W)` to `(N, C)`: the mean over all positions.
    record GlobalAveragePool(String name, String input) implements Op {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /// `(N, in)` to `(N, out)`: `x · weightᵀ + bias`.
    record Linear(String name, String input, int in, int out) implements Op {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.learned(name + ".weight", out, in), Parameter.learned(name + ".bias", out));
        }
    }

    /// `(N, C, H, W)` to `(N, K, H, W)`: how much each position speaks for each of K classes, through the weights of
    /// the linear layer that follows the average pool. Its mean over positions, plus that layer's bias, is the
    /// logit.
    ///
    /// @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al., Learning Deep Features for Discriminative
    ///     Localization</a>
    record ClassActivation(String name, String input, Linear classifier) implements Op {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }
}
