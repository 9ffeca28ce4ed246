package dev.sommelier.http;

/// What a feature brings to the server: its answers to operations of the contract.
@FunctionalInterface
public interface Routes {

    /// Called once, before the server listens.
    void addTo(Operations operations);
}
