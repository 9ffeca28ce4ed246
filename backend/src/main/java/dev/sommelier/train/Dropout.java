package dev.sommelier.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;

/// Leaves out parts of the embedding at random and makes up for them. The mask is ours and not the engine's: it hangs
/// on seed and step alone, so a run that is taken up again draws the same.
///
/// @param part that is left out, 0 to below 1
/// @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., Dropout</a>
record Dropout(double part, long seed) {

    /// What a linear layer makes of what is left.
    ///
    /// @param embedding `(N, D)`
    /// @param weight `(C, D)`
    /// @param bias `(C)`
    /// @param memory owns whatever is made here
    NDArray logits(NDArray embedding, NDArray weight, NDArray bias, int step, NDManager memory) {
        NDArray mask = memory.create(mask(step, (int) embedding.size()), embedding.getShape());
        NDArray transposed = weight.transpose();
        transposed.attach(memory);
        return embedding.mul(mask).matMul(transposed).add(bias);
    }

    private float[] mask(int step, int size) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step);
        float kept = (float) (1 / (1 - part));
        float[] mask = new float[size];
        for (int i = 0; i < size; i++) {
            mask[i] = random.nextDouble() < part ? 0 : kept;
        }
        return mask;
    }
}
