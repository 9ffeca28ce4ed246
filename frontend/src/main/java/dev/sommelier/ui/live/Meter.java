package dev.sommelier.ui.live;

import java.util.Map;

/// What one figure of the backend is called.
record Meter(String name, Map<String, String> labels) {
    Meter {
        labels = Map.copyOf(labels);
    }

    String label(String label) {
        return labels.getOrDefault(label, "");
    }

    /// Whether it counts, and so falls only when the backend starts anew.
    boolean counts() {
        return name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum") || name.endsWith("_bucket");
    }
}
