package dev.sommelier.evaluate;

/// The temperature that makes confidence honest: the most probable one, given answers of known class.
///
/// It is a logistic regression with one coefficient, `1 / temperature`. Where every answer is right, the
/// likelihood alone grows for ever as the temperature falls ("separation"), and a small set would claim certainty
/// that it cannot know. So the logarithm of the temperature has a weak normal prior, mean 0 and deviation 1:
/// before any answer is seen, two in three temperatures are expected within 0.37 to 2.7. Hundreds of answers
/// outweigh it.
///
/// @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks</a>
/// @see <a href="https://doi.org/10.1214/08-AOAS191">Gelman et al., A weakly informative default prior
///     distribution for logistic and other regression models</a>
public final class Temperature {
    private static final double LOWEST = Math.log(0.05);
    private static final double HIGHEST = Math.log(20);
    private static final int STEPS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /// Looks from 0.05 to 20 on a logarithmic scale: first in even steps, as the prior may add a second minimum,
    /// then by golden section around the best step.
    public static float fit(Answers answers) {
        double step = (HIGHEST - LOWEST) / STEPS;
        double best = LOWEST;
        double least = cost(answers, LOWEST);
        for (int i = 1; i <= STEPS; i++) {
            double cost = cost(answers, LOWEST + i * step);
            if (cost < least) {
                least = cost;
                best = LOWEST + i * step;
            }
        }
        return (float) Math.exp(minimum(answers, Math.max(LOWEST, best - step), Math.min(HIGHEST, best + step)));
    }

    private static double minimum(Answers answers, double from, double to) {
        double low = from;
        double high = to;
        while (high - low > 1e-4) {
            double a = high - GOLDEN * (high - low);
            double b = low + GOLDEN * (high - low);
            if (cost(answers, a) < cost(answers, b)) {
                high = b;
            } else {
                low = a;
            }
        }
        return (low + high) / 2;
    }

    /// Negative logarithm of likelihood times prior, but for a constant.
    private static double cost(Answers answers, double logTemperature) {
        return answers.size() * Score.loss(answers, (float) Math.exp(logTemperature))
                + logTemperature * logTemperature / 2;
    }
}
