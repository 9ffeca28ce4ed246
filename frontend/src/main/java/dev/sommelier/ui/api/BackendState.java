package dev.sommelier.ui.api;

/// Whether photos can be sent now, and if not, why.
public sealed interface BackendState {

    /// Nobody has looked yet.
    record Unknown() implements BackendState {}

    /// Photos are welcome.
    record Up(ServedModel model) implements BackendState {}

    /// It runs, but is starting or stopping.
    record NotReady() implements BackendState {}

    /// Nothing answers at its address, or something else does.
    record Away() implements BackendState {}
}
