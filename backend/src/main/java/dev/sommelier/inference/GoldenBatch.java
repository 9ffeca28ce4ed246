package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a network must be able to do before a photo of anybody's is shown to it: give numbers to fixed pictures,
/// as many as the card has labels, the same for a picture alone and in a batch, and not the same to every picture.
final class GoldenBatch {
    /// Largest difference of a probability between a picture alone and in a batch. Engines add up in another order
    /// then, which in 32-bit floats moves a probability by less than 1e-4.
    private static final float TOLERANCE = 0.01f;

    private final ModelCard card;
    private final Path weights;
    private final FloatBuffer pictures;

    private GoldenBatch(Bundle bundle) {
        this.card = bundle.card();
        this.weights = bundle.folder().resolve(Bundle.WEIGHTS);
        this.pictures = GoldenPictures.tensor(card.preprocessing());
    }

    /// Takes five small forward passes.
    ///
    /// @param maxBatch pictures that one pass may hold
    /// @throws Failure.BadBundle that says what the network did
    static void check(Bundle bundle, Network network, int maxBatch) {
        try (Session session = network.open()) {
            new GoldenBatch(bundle).check(session, Math.min(maxBatch, GoldenPictures.COUNT));
        }
    }

    private void check(Session session, int count) {
        List<Outputs> alone = IntStream.range(0, GoldenPictures.COUNT)
                .mapToObj(picture -> run(session, picture, 1))
                .toList();
        Outputs batch = run(session, 0, count);
        for (int picture = 0; picture < count; picture++) {
            compare(alone.get(picture).logits(0), batch.logits(picture));
        }
        float[] first = alone.getFirst().logits(0);
        if (alone.stream().allMatch(each -> Arrays.equals(each.logits(0), first))) {
            throw bad("gives the same answer to every picture");
        }
    }

    private Outputs run(Session session, int first, int count) {
        int floats = card.preprocessing().floats();
        Outputs outputs = session.run(pictures.slice(first * floats, count * floats), count);
        int values = outputs.logits().length / count;
        if (values != card.labels().size()) {
            throw bad("gives %d values for each picture, and the model has %d labels"
                    .formatted(values, card.labels().size()));
        }
        checkFinite(outputs.logits());
        checkFinite(outputs.embedding());
        checkFinite(outputs.activation());
        return outputs;
    }

    private void checkFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw bad("computes %s from a picture".formatted(value));
            }
        }
    }

    private void compare(float[] alone, float[] inBatch) {
        float[] one = card.calibration().probabilities(alone);
        float[] other = card.calibration().probabilities(inBatch);
        for (int label = 0; label < one.length; label++) {
            // The wrong way round, so that NaN is no agreement.
            if (!(Math.abs(one[label] - other[label]) <= TOLERANCE)) {
                throw bad("gives a picture alone %s %.3f, and the same picture in a batch %.3f"
                        .formatted(card.labels().get(label), one[label], other[label]));
            }
        }
    }

    private Failure.BadBundle bad(String fault) {
        return new Failure.BadBundle(weights.toString(), "makes a network that " + fault);
    }
}
