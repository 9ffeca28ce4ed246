package dev.sommelier.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Exponential moving average of arrays that move: what it converges to generalises better than the last step
/// does.
///
/// @see <a href="https://arxiv.org/abs/2411.18704">Morales-Brotons et al., Exponential Moving Average of Weights
///     in Deep Learning</a>
final class MovingAverage implements AutoCloseable {
    private final NDManager memory;
    private final double decay;
    private final Map<String, NDArray> live;
    private final Map<String, NDArray> average = new LinkedHashMap<>();

    /// @param memory for the averages; closed with this
    /// @param decay part of the average that a step leaves, 0 (the average is the last step) to below 1
    /// @param live the arrays that move, by name
    MovingAverage(NDManager memory, double decay, Map<String, NDArray> live) {
        this.memory = memory;
        this.decay = decay;
        this.live = live;
        live.forEach((name, array) -> {
            NDArray copy = array.duplicate();
            copy.attach(memory);
            average.put(name, copy);
        });
    }

    /// Takes a step in. Early ones count more, else the start would stay in for long.
    ///
    /// @param step of the run, from 1
    void take(int step) {
        float kept = (float) Math.min(decay, (1.0 + step) / (10.0 + step));
        average.forEach((name, array) -> {
            try (NDArray part = LearnerState.named(live, name).mul(1 - kept)) {
                array.muli(kept).addi(part);
            }
        });
    }

    /// Forgets the past: the average is what the arrays are now.
    void restart() {
        average.forEach((name, array) -> assign(array, LearnerState.named(live, name)));
    }

    /// Puts the average in the arrays' place while something is done.
    <T> T inPlace(Supplier<T> action) {
        Map<String, NDArray> kept = new LinkedHashMap<>();
        live.forEach((name, array) -> kept.put(name, array.duplicate()));
        try {
            average.forEach((name, array) -> assign(LearnerState.named(live, name), array));
            return action.get();
        } finally {
            kept.forEach((name, array) -> {
                assign(LearnerState.named(live, name), array);
                array.close();
            });
        }
    }

    /// The averages by name: its own arrays.
    Map<String, NDArray> arrays() {
        return average;
    }

    /// DJL's own copying replaces the memory, which others hold, too.
    static void assign(NDArray to, NDArray from) {
        to.subi(to).addi(from);
    }

    @Override
    public void close() {
        memory.close();
    }
}
