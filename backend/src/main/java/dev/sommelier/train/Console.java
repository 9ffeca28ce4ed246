package dev.sommelier.train;

import java.io.PrintStream;

/// Where a person watches a run.
///
/// @param out takes lines
/// @param terminal whether a bar may be drawn there, and drawn over
public record Console(PrintStream out, boolean terminal) {}
