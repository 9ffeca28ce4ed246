package dev.sommelier.train;

import dev.sommelier.dataset.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What the start sees in photos.
///
/// @param embeddings one `(D)` for each photo; where there are mirror images, all of theirs follow
/// @param labels class index of each embedding
record Embedded(float[][] embeddings, int[] labels) {

    static Embedded of(Learner learner, Inputs inputs, List<Sample> photos, boolean mirroredToo) {
        List<float[]> embeddings = new ArrayList<>();
        for (boolean mirrored : mirroredToo ? new boolean[] {false, true} : new boolean[] {false}) {
            inputs.each(photos, mirrored, mirrored ? "mirror images" : "embedding", batch -> {
                float[] all = learner.embeddings(batch);
                int width = all.length / batch.count();
                for (int i = 0; i < batch.count(); i++) {
                    embeddings.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
                }
            });
        }
        int[] labels = new int[embeddings.size()];
        Arrays.setAll(labels, i -> photos.get(i % photos.size()).photo().label());
        return new Embedded(embeddings.toArray(float[][]::new), labels);
    }

    /// Some of them, by their indices.
    Embedded only(IntStream indices) {
        int[] chosen = indices.toArray();
        float[][] some = new float[chosen.length][];
        Arrays.setAll(some, i -> embeddings[chosen[i]]);
        return new Embedded(some, Arrays.stream(chosen).map(i -> labels[i]).toArray());
    }

    int size() {
        return labels.length;
    }
}
