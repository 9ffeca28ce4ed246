package dev.sommelier.ui.runs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A training in a line of the list.
///
/// @param state as the backend says it, such as `running`
/// @param reason why it failed, or what is wrong with a damaged one; may be empty
/// @param started in ISO 8601; empty for a damaged one
/// @param seconds that it took so far
/// @param epoch last one that ended
/// @param metrics the result, and what that does not have of the last epoch
/// @param model that it made
record RunRow(
        String id,
        String name,
        String state,
        String reason,
        String started,
        double seconds,
        int epoch,
        Map<String, Double> metrics,
        Optional<String> model) {
    static final String RUNNING = "running";
    static final String DAMAGED = "damaged";

    RunRow {
        metrics = new TreeMap<>(metrics);
    }

    boolean runs() {
        return state.equals(RUNNING);
    }

    boolean damaged() {
        return state.equals(DAMAGED);
    }

    /// NaN where it has none.
    double metric(String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }
}
