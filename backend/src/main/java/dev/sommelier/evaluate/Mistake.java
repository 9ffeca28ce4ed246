package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A wrong answer.
///
/// @param confidence in the wrong class
/// @param trueConfidence in the right class
record Mistake(LabelledPhoto photo, int predicted, double confidence, double trueConfidence) {

    /// @param photos in the predictions' order
    static List<Mistake> surestFirst(List<LabelledPhoto> photos, Predictions predictions) {
        return IntStream.range(0, photos.size())
                .filter(i -> !predictions.right(i))
                .mapToObj(i -> new Mistake(
                        photos.get(i),
                        predictions.predicted(i),
                        predictions.confidence(i),
                        predictions.probabilities().get(i)[photos.get(i).label()]))
                .sorted(Comparator.comparingDouble(Mistake::confidence).reversed())
                .toList();
    }

    Json json(List<String> labels) {
        return new Json()
                .put("file", Wording.name(photo))
                .put("true", labels.get(photo.label()))
                .put("predicted", labels.get(predicted))
                .put("confidence", confidence)
                .put("true_confidence", trueConfidence);
    }
}
