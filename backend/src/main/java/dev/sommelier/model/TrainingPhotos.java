package dev.sommelier.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The photos that a model was trained on, as far as its bundle tells: what the network saw in each, its label and,
/// where the bundle has them, small pictures. Thread-safe.
public final class TrainingPhotos {
    /// Photos that are looked through, 40 MB at 512 values each. Of more, evenly spread ones are used.
    public static final int MOST = 20_000;

    private final List<String> labels;
    private final int[] label;
    private final int[] rows;
    private final Map<Integer, byte[]> thumbnails;
    private final int width;

    /// `(D, N)`, each photo's embedding scaled to length 1. With the photos side by side, the innermost loop adds
    /// along memory and needs no sum over a register's lanes, so the compiler makes vector code of it.
    private final float[] units;

    private TrainingPhotos(List<String> labels, ReferenceFile reference, Map<Integer, byte[]> pictures) {
        this.rows = rows(reference.count());
        this.labels = labels;
        this.width = reference.width();
        this.label = new int[rows.length];
        this.thumbnails = pictures;
        this.units = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            label[i] = reference.labels()[rows[i]];
            place(reference.embeddings(), rows[i], i);
        }
    }

    /// @param label of the photo
    /// @param similarity cosine of the angle between what the network saw in both photos: 1 is the same, 0 means
    ///     that they have nothing in common
    /// @param thumbnail a small JPEG, where the bundle has one
    public record Neighbour(String label, float similarity, Optional<byte[]> thumbnail) {}

    /// Those of a bundle; empty if it has no [Bundle#REFERENCE].
    ///
    /// @throws dev.sommelier.failure.Failure.BadBundle if that or [Bundle#THUMBNAILS] is damaged
    public static Optional<TrainingPhotos> of(Bundle bundle) {
        if (!bundle.card().sha256().containsKey(Bundle.REFERENCE)) {
            return Optional.empty();
        }
        ReferenceFile reference = ReferenceFile.read(bundle);
        Map<Integer, byte[]> pictures = ThumbnailFile.read(bundle, reference.count());
        return Optional.of(new TrainingPhotos(bundle.card().labels(), reference, pictures));
    }

    /// The rows of a reference that are looked through, ascending.
    ///
    /// @param count rows that it has
    public static int[] rows(int count) {
        int[] rows = new int[Math.min(MOST, count)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) ((long) i * count / rows.length);
        }
        return rows;
    }

    /// Takes about a millisecond for 5,000 photos.
    ///
    /// @param embedding `(D)`
    /// @param count at least 0
    /// @return the most similar first; fewer if there are no more photos
    public List<Neighbour> nearest(float[] embedding, int count) {
        float[] similarities = similarities(embedding);
        List<Neighbour> nearest = new ArrayList<>(count);
        for (int i = 0; i < Math.min(count, label.length); i++) {
            int best = best(similarities);
            nearest.add(new Neighbour(
                    labels.get(label[best]),
                    Math.clamp(similarities[best], -1, 1),
                    Optional.ofNullable(thumbnails.get(rows[best]))));
            similarities[best] = Float.NEGATIVE_INFINITY;
        }
        return nearest;
    }

    private float[] similarities(float[] embedding) {
        float[] sums = new float[label.length];
        float scale = scale(embedding, 0);
        for (int d = 0; d < width; d++) {
            addScaled(sums, units, d * sums.length, embedding[d] * scale);
        }
        return sums;
    }

    private static void addScaled(float[] to, float[] from, int offset, float factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[offset + i];
        }
    }

    private static int best(float[] similarities) {
        int best = 0;
        for (int i = 1; i < similarities.length; i++) {
            if (similarities[i] > similarities[best]) {
                best = i;
            }
        }
        return best;
    }

    private void place(float[] embeddings, int row, int photo) {
        float scale = scale(embeddings, row * width);
        for (int d = 0; d < width; d++) {
            units[d * label.length + photo] = embeddings[row * width + d] * scale;
        }
    }

    /// One over its length; 0 for what has none, or is no photo's.
    private float scale(float[] values, int offset) {
        double squares = 0;
        for (int d = 0; d < width; d++) {
            squares += (double) values[offset + d] * values[offset + d];
        }
        return squares > 0 && Double.isFinite(squares) ? (float) (1 / Math.sqrt(squares)) : 0;
    }
}
