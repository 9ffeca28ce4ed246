package dev.sommelier.train;

/// How to learn.
///
/// @param epochs passes over the training photos, 0 to 10,000; 0 leaves it at the linear probe
/// @param patience epochs without a better validation loss after which a run ends early, 1 to 10,000
/// @param batch photos in one step, 2 to 1024
/// @param probe whether the last layer is fitted on the embeddings of the start before anything else moves: fresh,
///     it would first spoil what the layers below it know (<a href="https://arxiv.org/abs/2202.10054">Kumar et
///     al., Fine-Tuning Can Distort Pretrained Features</a>)
/// @param labelSmoothing part of the target that is spread over all classes, 0 to below 1
///     (<a href="https://arxiv.org/abs/1512.00567">Szegedy et al., section 7</a>)
/// @param dropout part of the embedding that a step leaves out, 0 to below 1
///     (<a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al.</a>)
/// @param averaging decay of the moving average of the weights, 0 (none) to below 1
public record Recipe(
        int epochs,
        int patience,
        int batch,
        boolean probe,
        double labelSmoothing,
        double dropout,
        double averaging,
        Rates rates,
        Views views) {

    /// How fast which layer learns.
    ///
    /// @param peak learning rate of fresh layers, above 0 to 1
    /// @param pretrainedFactor the rate of layers that start from weights, as a part of `peak`; 0 to 1
    /// @param layerDecay what each stage closer to the image learns slower by, above 0 to 1
    /// @param warmUp part of the steps over which the rate climbs, 0 to 0.5
    /// @param weightDecay as a part of the rate, 0 to 1
    /// @param frozenStages stages from the image on that stay as they are if they start from weights: 1 is the
    ///     first convolution, 2 the first residual stage too, up to 5
    /// @param frozenNorms whether batch norms that start from weights keep their running statistics in training,
    ///     which small batches would spoil
    public record Rates(
            double peak,
            double pretrainedFactor,
            double layerDecay,
            double warmUp,
            double weightDecay,
            int frozenStages,
            boolean frozenNorms) {
        public Rates {
            Limits.check("train.learning-rate", peak, Double.MIN_NORMAL, 1);
            Limits.check("train.pretrained-factor", pretrainedFactor, 0, 1);
            Limits.check("train.layer-decay", layerDecay, 0.01, 1);
            Limits.check("train.warm-up", warmUp, 0, 0.5);
            Limits.check("train.weight-decay", weightDecay, 0, 1);
            Limits.check("train.frozen-stages", frozenStages, 0, 5);
        }
    }

    /// What is made of the photos for training alone.
    ///
    /// @param size sides of the square views, pixels, 32 to 1024. Smaller than the network's input is faster and
    ///     evens out that random views show things larger than whole photos do
    ///     (<a href="https://arxiv.org/abs/1906.06423">Touvron et al.</a>)
    /// @param smallest least part of a photo's area in a view, 0.001 to 1
    /// @param flip whether half of the views are mirrored
    /// @param jitter most by which brightness, contrast and saturation change, as a part; 0 to 0.9
    /// @param mixup concentration of the mixing of two photos, 0 (none) to 10
    /// @param cutmix concentration of the pasting of one photo into another, 0 (none) to 10
    public record Views(int size, double smallest, boolean flip, double jitter, double mixup, double cutmix) {
        public Views {
            Limits.check("train.view-size", size, 32, 1024);
            Limits.check("train.smallest-view", smallest, 0.001, 1);
            Limits.check("train.colour-jitter", jitter, 0, 0.9);
            Limits.check("train.mixup", mixup, 0, 10);
            Limits.check("train.cutmix", cutmix, 0, 10);
        }
    }

    public Recipe {
        Limits.check("train.epochs", epochs, 0, 10_000);
        Limits.check("train.patience", patience, 1, 10_000);
        Limits.check("train.batch", batch, 2, 1024);
        Limits.below("train.label-smoothing", labelSmoothing, 0, 1);
        Limits.below("train.dropout", dropout, 0, 1);
        Limits.below("train.averaging", averaging, 0, 1);
        if (3L * batch * views.size() * views.size() > Integer.MAX_VALUE / Float.BYTES) {
            throw Limits.bad("train.batch and train.view-size: %d views of %d pixels are more than 2 GiB. Lower one."
                    .formatted(batch, views.size()));
        }
        if (epochs == 0 && !probe) {
            throw Limits.bad("train.epochs: 0 epochs without train.probe=true would learn nothing");
        }
    }
}
