package dev.sommelier.monitor;

/// What a person says of an answer.
///
/// @param label that the photo shows in truth
record Feedback(GivenAnswer answer, String label) {

    boolean right() {
        return answer.label().equals(label);
    }
}
