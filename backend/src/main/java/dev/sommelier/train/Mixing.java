package dev.sommelier.train;

import java.util.random.RandomGenerator;

/// Two photos in one view, with both answers in proportion: blended (mixup) or one pasted into the other (CutMix).
/// Where both are on, each batch gets one of them, by turns of a coin.
///
/// @param mixup concentration of the beta distribution that shares are drawn from; 0 turns it off
/// @param cutmix the same for pasting
/// @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al., mixup</a>
/// @see <a href="https://arxiv.org/abs/1905.04899">Yun et al., CutMix</a>
record Mixing(double mixup, double cutmix) {

    /// Mixes each photo of a batch with the one before it; the order of a batch is random already.
    Batch apply(Batch batch, RandomGenerator random) {
        if ((mixup == 0 && cutmix == 0) || batch.count() < 2) {
            return batch;
        }
        boolean paste = mixup == 0 || (cutmix > 0 && random.nextBoolean());
        double share = beta(paste ? cutmix : mixup, random);
        return paste ? pasted(batch, share, random) : blended(batch, share);
    }

    private static Batch blended(Batch batch, double share) {
        float[] pixels = pixels(batch);
        blend(pixels, shifted(pixels, batch.count()), share);
        return answered(batch, pixels, share);
    }

    private static Batch pasted(Batch batch, double share, RandomGenerator random) {
        int side = batch.side();
        int patch = (int) Math.round(side * Math.sqrt(1 - share));
        int left = random.nextInt(side - patch + 1);
        int top = random.nextInt(side - patch + 1);
        float[] pixels = pixels(batch);
        float[] others = shifted(pixels, batch.count());
        for (int row = 0; row < batch.count() * 3 * side; row++) {
            if (row % side >= top && row % side < top + patch) {
                System.arraycopy(others, row * side + left, pixels, row * side + left, patch);
            }
        }
        return answered(batch, pixels, 1 - (double) patch * patch / side / side);
    }

    private static Batch answered(Batch batch, float[] pixels, double share) {
        float[] targets = batch.targets().clone();
        blend(targets, shifted(targets, batch.count()), share);
        return new Batch(
                batch.count(),
                batch.side(),
                BatchFeed.direct(pixels.length).put(pixels).flip(),
                targets);
    }

    private static float[] pixels(Batch batch) {
        float[] pixels = new float[batch.images().remaining()];
        batch.images().duplicate().get(pixels);
        return pixels;
    }

    private static void blend(float[] values, float[] others, double share) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (share * values[i] + (1 - share) * others[i]);
        }
    }

    /// The rows in an order in which each is replaced by the one before it, the first by the last.
    private static float[] shifted(float[] rows, int count) {
        int row = rows.length / count;
        float[] shifted = new float[rows.length];
        System.arraycopy(rows, 0, shifted, row, rows.length - row);
        System.arraycopy(rows, rows.length - row, shifted, 0, row);
        return shifted;
    }

    /// A draw from the symmetric beta distribution, from two gamma ones.
    private static double beta(double concentration, RandomGenerator random) {
        double a = gamma(concentration, random);
        double b = gamma(concentration, random);
        return a + b > 0 ? a / (a + b) : random.nextInt(2);
    }

    /// @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang, A Simple Method for Generating
    ///     Gamma Variables</a>
    private static double gamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
