package dev.sommelier.ui.api;

/// What came of a question to the backend's management port: one case for each thing that a page can do next.
///
/// @param <T> the answer in the asker's own terms
public sealed interface Managed<T> {
    /// Here it is.
    record Got<T>(T answer) implements Managed<T> {}

    /// A key is missing or wrong: ask for one.
    record NotAllowed<T>(String detail) implements Managed<T> {}

    /// There is no such thing, for example because it was removed meanwhile.
    record NotThere<T>(String detail) implements Managed<T> {}

    /// This cannot be done as asked: show why.
    record Refused<T>(String detail) implements Managed<T> {}

    /// The backend failed, took too long, or its answer makes no sense: show it, and let a person try again.
    record Failed<T>(String detail) implements Managed<T> {}

    /// Nothing answers at the management address.
    record Unreachable<T>() implements Managed<T> {}

    /// No management address is set: `ui.management` is empty.
    record Off<T>() implements Managed<T> {}
}
