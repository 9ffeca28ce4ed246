package dev.sommelier.evaluate;

/// Bounds of a proportion.
public record Interval(double low, double high) {
    private static final double Z = 1.959964;

    /// 95 % interval of a proportion by Wilson's score, which holds for small counts and near 0 and 1.
    ///
    /// @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
    public static Interval wilson(int successes, int trials) {
        double p = (double) successes / trials;
        double z2n = Z * Z / trials;
        double centre = (p + z2n / 2) / (1 + z2n);
        double half = Z / (1 + z2n) * Math.sqrt(p * (1 - p) / trials + z2n / trials / 4);
        // Rounding alone would lead out of 0 to 1.
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
