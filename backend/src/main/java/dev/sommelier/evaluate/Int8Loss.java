package dev.sommelier.evaluate;

import dev.sommelier.inference.Outputs;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.ModelCard.Int8.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Compares answers in floats with those in whole numbers, photo by photo.
final class Int8Loss {
    private final Answers floats = Answers.none();
    private final Answers bytes = Answers.none();
    private final List<float[]> embeddings = new ArrayList<>();
    private int agreed;
    private double difference;

    void add(Outputs floatOutputs, Outputs byteOutputs, int truth) {
        float[] inFloats = floatOutputs.logits();
        float[] inBytes = byteOutputs.logits();
        embeddings.add(byteOutputs.embedding());
        floats.add(inFloats, truth);
        bytes.add(inBytes, truth);
        agreed += Predictions.best(inFloats) == Predictions.best(inBytes) ? 1 : 0;
        for (int i = 0; i < inFloats.length; i++) {
            difference += Math.abs(inFloats[i] - inBytes[i]) / inFloats.length;
        }
    }

    Int8Measure.Result result(Map<String, Range> ranges) {
        double loss = Score.of(floats, 1).accuracy() - Score.of(bytes, 1).accuracy();
        return new Int8Measure.Result(
                new ModelCard.Int8((float) loss, ranges),
                (double) agreed / floats.size(),
                difference / floats.size(),
                List.copyOf(embeddings));
    }
}
