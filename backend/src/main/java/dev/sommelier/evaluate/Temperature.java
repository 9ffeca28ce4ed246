package dev.sommelier.evaluate;

/// The temperature that makes confidence honest: the one under which answers of known class are most likely.
///
/// @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks</a>
public final class Temperature {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /// Golden-section search over 0.05 to 20, on a logarithmic scale; the loss has one minimum there.
    public static float fit(Answers answers) {
        double low = Math.log(0.05);
        double high = Math.log(20);
        while (high - low > 1e-4) {
            double a = high - GOLDEN * (high - low);
            double b = low + GOLDEN * (high - low);
            if (loss(answers, a) < loss(answers, b)) {
                high = b;
            } else {
                low = a;
            }
        }
        return (float) Math.exp((low + high) / 2);
    }

    private static double loss(Answers answers, double logTemperature) {
        return Score.of(answers, (float) Math.exp(logTemperature)).loss();
    }
}
