package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;

/// How often answers of each confidence are right.
///
/// @param bins ten, of equal width in confidence
/// @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks</a>
public record Reliability(List<Bin> bins) {
    private static final int BINS = 10;

    /// @param confidence mean over the photos, 0 to 1; NaN if there are none
    /// @param accuracy part of them that is right; NaN if there are none
    public record Bin(int photos, double confidence, double accuracy) {}

    public static Reliability of(Predictions predictions) {
        int[] photos = new int[BINS];
        double[] confidence = new double[BINS];
        int[] right = new int[BINS];
        for (int i = 0; i < predictions.size(); i++) {
            float sure = predictions.confidence(i);
            int bin = Math.min(BINS - 1, (int) (sure * BINS));
            photos[bin]++;
            confidence[bin] += sure;
            right[bin] += predictions.right(i) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(photos[i], confidence[i] / photos[i], (double) right[i] / photos[i]));
        }
        return new Reliability(List.copyOf(bins));
    }

    /// Expected calibration error: mean over the photos of the gap between their bin's confidence and accuracy.
    public double error() {
        int photos = bins.stream().mapToInt(Bin::photos).sum();
        return bins.stream()
                .filter(bin -> bin.photos() > 0)
                .mapToDouble(bin -> bin.photos() * Math.abs(bin.confidence() - bin.accuracy()) / photos)
                .sum();
    }
}
