package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Runs batches, one at a time: an engine session and the memory of its input.
final class Worker implements AutoCloseable {
    private final Session session;
    private final ModelCard card;
    private final Optional<FamiliarityCheck> familiarity;
    private final FloatBuffer batch;

    Worker(Session session, ModelCard card, Optional<FamiliarityCheck> familiarity, int maxBatch) {
        this.session = session;
        this.card = card;
        this.familiarity = familiarity;
        this.batch = DirectFloats.of(maxBatch * card.preprocessing().floats());
    }

    /// Runs the smallest and the largest batch once, so that no photo pays for what engines do at first.
    void warmUp() {
        int largest = batch.capacity() / card.preprocessing().floats();
        session.run(batch, 1);
        session.run(batch, largest);
    }

    /// Answers each photo: if what the network says of one makes no sense, with a failure of its own.
    ///
    /// @throws RuntimeException if the forward pass fails; nobody is answered then
    void run(List<Waiting> photos) {
        long start = System.nanoTime();
        Outputs outputs = session.run(input(photos), photos.size());
        long inference = System.nanoTime() - start;
        Pass pass = new Pass(outputs, familiarity(outputs, photos.size()), start, inference);
        for (int i = 0; i < photos.size(); i++) {
            answer(photos.get(i), pass, i);
        }
    }

    /// @param familiar one for each photo, where the model can tell
    /// @param start [System#nanoTime]
    /// @param inference time that it took, ns
    private record Pass(
            Outputs outputs, Optional<List<FamiliarityCheck.Result>> familiar, long start, long inference) {}

    private Optional<List<FamiliarityCheck.Result>> familiarity(Outputs outputs, int count) {
        return familiarity.map(check -> check.check(
                IntStream.range(0, count).mapToObj(outputs::embedding).toList()));
    }

    private void answer(Waiting photo, Pass pass, int index) {
        try {
            photo.answer().succeed(classification(photo, pass, index));
        } catch (RuntimeException e) {
            photo.answer().fail(e);
        }
    }

    private FloatBuffer input(List<Waiting> photos) {
        batch.clear();
        photos.forEach(photo -> photo.picture().writeTo(batch));
        return batch.clear();
    }

    private Classification classification(Waiting photo, Pass pass, int index) {
        Outputs outputs = pass.outputs();
        float[] logits = outputs.logits(index);
        checkFinite(logits, photo);
        int classes = card.labels().size();
        float[] activation = outputs.activation(index);
        int side = (int) Math.round(Math.sqrt((double) activation.length / classes));
        return new Classification(
                card,
                card.calibration().probabilities(logits),
                outputs.embedding(index),
                pass.familiar().map(results -> results.get(index)),
                new Classification.ActivationMap(classes, side, side, activation),
                photo.picture().header(),
                new Classification.Timing(
                        Duration.ofNanos(photo.queued() + pass.start() - photo.since()),
                        Duration.ofNanos(photo.decoding()),
                        Duration.ofNanos(pass.inference())));
    }

    /// JSON has no word for NaN, and nobody could use it. Pixels cannot bring a sound network to that, but the
    /// numbers of a client's own tensor can.
    private static void checkFinite(float[] logits, Waiting photo) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw photo.picture().header().isPresent()
                        ? new IllegalStateException("the network answered with " + Arrays.toString(logits))
                        : new Failure.BadRequest(
                                "The numbers of the tensor are too large: no probability comes out. Send a picture's, normalised as the model wants it.");
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
