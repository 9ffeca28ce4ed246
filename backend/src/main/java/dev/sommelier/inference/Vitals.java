package dev.sommelier.inference;

/// What an operator wants to see of inference, whichever model is served: classifiers that follow one another
/// share it.
public record Vitals(Tasks tasks, Footprint footprint) {
    public Vitals() {
        this(new Tasks(), new Footprint());
    }
}
