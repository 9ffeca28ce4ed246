package dev.sommelier.predict;

/// Makes a page for people from a bundle's `evaluation.json`. Whoever wires the service brings it, as serving does
/// not know how models are evaluated.
@FunctionalInterface
public interface EvaluationPages {

    /// @param title names the model
    /// @param json as it was published; anybody may have written it
    /// @return HTML without scripts, which escapes every text
    /// @throws IllegalArgumentException if it is no evaluation, or none of a form that is known
    String page(String title, byte[] json);
}
