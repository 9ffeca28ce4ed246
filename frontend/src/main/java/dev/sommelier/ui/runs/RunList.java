package dev.sommelier.ui.runs;

import java.util.List;

/// @param more whether there are others that are older
record RunList(List<RunRow> rows, boolean more) {
    RunList {
        rows = List.copyOf(rows);
    }
}
