package dev.sommelier.ui.runs;

import java.util.List;

/// Trainings side by side.
///
/// @param ids of the columns
/// @param config settings in which they differ
record RunComparison(List<String> ids, List<Setting> config, List<Metric> metrics) {
    /// @param values one for each run; empty where it has none
    record Setting(String key, List<String> values) {}

    /// @param values one for each run; NaN where it has none
    /// @param best index of the best; negative where none is
    record Metric(String name, List<Double> values, int best) {}
}
