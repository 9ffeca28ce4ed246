package dev.sommelier.ui.runs;

import dev.sommelier.ui.part.Plot.Point;
import java.util.List;
import java.util.Map;

/// What came of one question for a run's curves.
///
/// @param series points by metric
/// @param next what to ask for after these
/// @param more whether to ask on at once
/// @param reset whether they begin anew, so that what was there before is void
/// @param state of the run
record Figures(Map<String, List<Point>> series, String next, boolean more, boolean reset, String state) {}
