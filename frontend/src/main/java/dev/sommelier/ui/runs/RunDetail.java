package dev.sommelier.ui.runs;

import java.util.List;
import java.util.Map;

/// One training.
///
/// @param best best epoch of each metric
/// @param artefacts bytes by file name
record RunDetail(
        RunRow row,
        Map<String, Best> best,
        Map<String, String> config,
        Map<String, String> environment,
        Map<String, Long> artefacts,
        List<String> warnings) {
    record Best(double value, int epoch) {}
}
