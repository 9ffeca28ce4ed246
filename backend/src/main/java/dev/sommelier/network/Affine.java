package dev.sommelier.network;

/// Real numbers as whole ones of 0 to 255: `real = scale · (whole − zeroPoint)`, rounded, and clipped at both
/// ends.
///
/// @param scale positive
/// @param zeroPoint the whole number that stands for 0
/// @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and Training of Neural Networks for
///     Efficient Integer-Arithmetic-Only Inference</a>
public record Affine(float scale, int zeroPoint) {
    private static final int MOST = 255;

    /// A value that is always 0 gets a width all the same.
    private static final double NARROWEST = 1e-6;

    /// The finest steps that reach over a range and 0: what is 0, such as padding, must stay 0.
    public static Affine over(float low, float high) {
        double least = Math.min(low, 0);
        double scale = Math.max(Math.max(high, 0) - least, NARROWEST) / MOST;
        return new Affine((float) scale, (int) Math.round(-least / scale));
    }
}
