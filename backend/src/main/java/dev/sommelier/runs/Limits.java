package dev.sommelier.runs;

/// How much one request may cost.
final class Limits {
    /// Of a file of figures: about half a million steps, read in two seconds.
    static final long BYTES = 64L << 20;

    /// Of the same file where steps are only passed over, which is ten times as fast.
    static final long BYTES_PASSED = 256L << 20;

    private Limits() {}
}
