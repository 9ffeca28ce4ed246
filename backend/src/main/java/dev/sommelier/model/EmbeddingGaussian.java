package dev.sommelier.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How the embeddings of training photos are spread: one normal distribution over all classes. Thread-safe.
///
/// An embedding `x (D)`, all of it 0 or more, is first scaled to mean 1, so that contrast and size do not count,
/// and each value becomes `√(x + 0.1)`, which is closer to a normal distribution. The covariance is shrunk towards
/// its mean variance: by what OAS finds for the number of photos, and by a tenth at least, so that small errors of
/// another engine do not count as unfamiliar.
///
/// @see <a href="https://arxiv.org/abs/1807.03888">Lee et al., the Mahalanobis distance of features</a>
/// @see <a href="https://arxiv.org/abs/2003.00402">Kamoi and Kobayashi, why one distribution does for all
///     classes</a>
/// @see <a href="https://doi.org/10.1109/TSP.2010.2053029">Chen et al., OAS</a>
public final class EmbeddingGaussian {
    /// Photos that the distribution is taken from. Of more, evenly spread ones are used.
    static final int MOST = 5_000;

    private static final double OFFSET = 0.1;
    private static final double LEAST_SHRINKAGE = 0.1;

    private final double[] mean;
    private final Cholesky covariance;

    /// @param embeddings one `(D)` for each photo, not all alike
    /// @throws IllegalArgumentException if they are all alike
    public EmbeddingGaussian(List<float[]> embeddings) {
        int count = Math.min(embeddings.size(), MOST);
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = spread(embeddings.get((int) ((long) i * embeddings.size() / count)));
        }
        mean = mean(rows);
        double[][] scatter = scatter(rows, mean);
        shrink(scatter, count);
        covariance = new Cholesky(scatter);
    }

    /// `1 / (1 + d²/D)` for the Mahalanobis distance `d`: 0 to 1, and 1 in the middle of the training photos.
    ///
    /// @param embeddings each `(D)`
    /// @return one for each
    public float[] familiarity(List<float[]> embeddings) {
        double[][] vectors = embeddings.stream().map(EmbeddingGaussian::spread).toArray(double[][]::new);
        Stream.of(vectors).forEach(v -> subtract(v, mean));
        double[] squares = covariance.squaredDistances(vectors);
        float[] scores = new float[squares.length];
        for (int i = 0; i < scores.length; i++) {
            double score = 1 / (1 + squares[i] / mean.length);
            // An embedding of infinities or NaN is no photo's.
            scores[i] = Double.isNaN(score) ? 0 : (float) score;
        }
        return scores;
    }

    /// The same for one embedding.
    public float familiarity(float[] embedding) {
        return familiarity(List.of(embedding))[0];
    }

    private static double[] spread(float[] embedding) {
        double sum = 0;
        for (float value : embedding) {
            sum += Math.max(0, value);
        }
        double factor = sum > 0 ? embedding.length / sum : 0;
        double[] spread = new double[embedding.length];
        for (int d = 0; d < spread.length; d++) {
            spread[d] = Math.sqrt(Math.max(0, embedding[d]) * factor + OFFSET);
        }
        return spread;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += row[d] / rows.length;
            }
        }
        return mean;
    }

    /// The lower triangle of the covariance. The rows lose their mean.
    private static double[][] scatter(double[][] rows, double[] mean) {
        double[][] scatter = new double[mean.length][mean.length];
        for (double[] row : rows) {
            subtract(row, mean);
            for (int d = 0; d < mean.length; d++) {
                addScaled(scatter[d], row, row[d] / rows.length, d + 1);
            }
        }
        return scatter;
    }

    private static void addScaled(double[] to, double[] row, double factor, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += factor * row[i];
        }
    }

    private static void subtract(double[] from, double[] what) {
        Arrays.setAll(from, d -> from[d] - what[d]);
    }

    private static void shrink(double[][] lower, int count) {
        int size = lower.length;
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            trace += lower[i][i];
            for (int j = 0; j <= i; j++) {
                squares += (i == j ? 1 : 2) * lower[i][j] * lower[i][j];
            }
        }
        if (!(trace > 0)) {
            throw new IllegalArgumentException("the embeddings are all alike");
        }
        double share = Math.max(LEAST_SHRINKAGE, oas(trace, squares, size, count));
        for (int i = 0; i < size; i++) {
            scale(lower[i], 1 - share);
            lower[i][i] += share * trace / size;
        }
    }

    private static double oas(double trace, double squares, double size, double count) {
        double numerator = (1 - 2 / size) * squares + trace * trace;
        double denominator = (count + 1 - 2 / size) * (squares - trace * trace / size);
        return denominator > 0 ? Math.min(1, numerator / denominator) : 1;
    }

    private static void scale(double[] values, double factor) {
        Arrays.setAll(values, i -> values[i] * factor);
    }
}
