package dev.sommelier.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adam with weight decay apart from the gradient, each parameter at a rate of its own. DJL's own optimiser keeps
/// its moments to itself, and a run that is to go on after a crash needs them.
///
/// @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled Weight Decay
///     Regularization</a>
final class AdamW implements AutoCloseable {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLIPPING = -1;

    private record Moved(String name, NDArray value, NDArray mean, NDArray variance, Pace pace) {}

    private final NDManager memory;
    private final List<Moved> all = new ArrayList<>();

    /// @param memory for the moments; closed with this
    /// @param parameters what is moved, by name
    /// @param paces rate and decay of each, by name
    AdamW(NDManager memory, Map<String, NDArray> parameters, Map<String, Pace> paces) {
        this.memory = memory;
        parameters.forEach((name, value) -> {
            NDArray mean = value.zerosLike();
            NDArray variance = value.zerosLike();
            mean.attach(memory);
            variance.attach(memory);
            all.add(new Moved(name, value, mean, variance, paces.getOrDefault(name, Pace.STILL)));
        });
    }

    /// Moves each parameter by its gradient, which is cleared.
    ///
    /// @param step of the run, from 1
    /// @param part of each parameter's peak rate, 0 to 1
    void step(int step, double part) {
        double correction = Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step));
        all.forEach(moved -> move(moved, moved.pace().rate() * part, correction));
    }

    private static void move(Moved moved, double rate, double correction) {
        try (NDArray gradient = moved.value().getGradient()) {
            moved.value()
                    .getNDArrayInternal()
                    .adamUpdate(
                            new NDList(moved.value(), gradient, moved.mean(), moved.variance()),
                            new NDList(moved.value()),
                            (float) rate,
                            (float) (rate * correction),
                            (float) moved.pace().decay(),
                            1,
                            NO_CLIPPING,
                            BETA_1,
                            BETA_2,
                            EPSILON,
                            true,
                            true);
        }
    }

    /// First and second moments by name: the optimiser's own arrays.
    Map<String, NDArray> moments() {
        Map<String, NDArray> moments = new LinkedHashMap<>();
        all.forEach(moved -> {
            moments.put("mean." + moved.name(), moved.mean());
            moments.put("variance." + moved.name(), moved.variance());
        });
        return moments;
    }

    @Override
    public void close() {
        memory.close();
    }
}
