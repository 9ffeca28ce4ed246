package dev.sommelier.load.result;

/// One request.
///
/// @param at seconds from the start of the load until it was asked
/// @param millis until the whole answer was there
public record Sample(double at, double millis, Kind kind, Outcome outcome) {
    double end() {
        return at + millis / 1000;
    }
}
