package dev.sommelier.ui.api;

/// What became of a person's word about an answer.
public sealed interface Said {

    record Stored() implements Said {}

    /// @param detail why not
    record Refused(String detail) implements Said {}
}
