package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import java.util.List;

/// A photo that could be read, with what the network says of it.
record Seen(LabelledPhoto photo, Observation observation) {

    /// As served.
    static Answers answers(List<Seen> seen) {
        return new Answers(seen.stream().map(s -> s.observation().logits()).toList(), truth(seen));
    }

    static Answers flipAveraged(List<Seen> seen) {
        return new Answers(
                seen.stream().map(s -> s.observation().flipAveraged()).toList(), truth(seen));
    }

    static List<float[]> embeddings(List<Seen> seen) {
        return seen.stream().map(s -> s.observation().embedding()).toList();
    }

    private static List<Integer> truth(List<Seen> seen) {
        return seen.stream().map(s -> s.photo().label()).toList();
    }
}
