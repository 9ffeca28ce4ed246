package dev.sommelier.evaluate;

/// Whether two models differ in accuracy, asked of the photos that exactly one of them gets right.
///
/// @param onlyFirst photos that only the first model gets right
/// @param onlySecond photos that only the second model gets right
/// @see <a href="https://doi.org/10.1007/BF02295996">McNemar (1947)</a>
public record McNemar(int onlyFirst, int onlySecond) {

    /// Probability of a split at least as uneven between equally good models, two-sided, 0 to 1. Exact, by the
    /// binomial distribution; the usual approximation by χ² fails where such photos are few.
    public double p() {
        int n = onlyFirst + onlySecond;
        int fewer = Math.min(onlyFirst, onlySecond);
        double tail = 0;
        double logWays = -n * Math.log(2);
        for (int k = 0; k <= fewer; k++) {
            tail += Math.exp(logWays);
            logWays += Math.log((double) (n - k) / (k + 1));
        }
        return Math.min(1, 2 * tail);
    }
}
