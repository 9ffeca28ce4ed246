package dev.sommelier.evaluate;

import dev.sommelier.image.Pixels;
import dev.sommelier.inference.Outputs;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the network says of one photo.
///
/// @param logits `(C)`
/// @param embedding `(D)`
/// @param mirrored `(C)`, of the photo with left and right exchanged
/// @param corrupted classes predicted, by strength from 1 on; empty if that was not asked
record Observation(float[] logits, float[] embedding, float[] mirrored, Map<Corruption, List<Integer>> corrupted) {

    static Question<Observation> question(boolean corruptions) {
        return (photo, asker) -> {
            Pixels fitted = asker.fit(asker.decode(photo));
            Outputs outputs = asker.ask(fitted);
            return new Observation(
                    outputs.logits(),
                    outputs.embedding(),
                    asker.ask(fitted.flipped()).logits(),
                    corruptions ? corrupted(fitted, asker) : Map.of());
        };
    }

    private static Map<Corruption, List<Integer>> corrupted(Pixels fitted, Asker asker) {
        Map<Corruption, List<Integer>> predicted = new EnumMap<>(Corruption.class);
        for (Corruption corruption : Corruption.values()) {
            predicted.put(
                    corruption,
                    IntStream.rangeClosed(1, Corruption.STRENGTHS)
                            .map(s -> Predictions.best(
                                    asker.ask(corruption.apply(fitted, s)).logits()))
                            .boxed()
                            .toList());
        }
        return predicted;
    }

    /// Mean of the logits of the photo and its mirror image.
    float[] flipAveraged() {
        float[] mean = new float[logits.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (logits[c] + mirrored[c]) / 2;
        }
        return mean;
    }
}
