package dev.sommelier.ui.api;

import java.util.List;

/// The model that answers now.
///
/// @param labels the classes that it knows, in its own order
public record ServedModel(String name, String version, List<String> labels) {
    public ServedModel {
        labels = List.copyOf(labels);
    }
}
