package dev.sommelier.load.result;

/// A promise, and what came of it.
public record Finding(String text, boolean kept) {}
