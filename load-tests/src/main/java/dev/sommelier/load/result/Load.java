package dev.sommelier.load.result;

/// What was asked of a service, as far as its verdict hangs on it.
///
/// @param profile its name
/// @param capacity photos a second that the service answers at most; 0 where nobody knows
public record Load(String profile, Shape shape, Timeline timeline, Promise promise, double capacity) {}
