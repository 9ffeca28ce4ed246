package dev.sommelier.ui.api;

import java.time.Duration;

/// What came of one photo: one case for each thing that a page can do next.
public sealed interface Reply {

    /// The photo was classified: show it.
    record Classified(Prediction prediction) implements Reply {}

    /// The photo itself cannot be taken: show why, and do not send it again.
    record Refused(String detail) implements Reply {}

    /// The backend has too much to do, or the photo came too slowly: send the photo again after the pause.
    record Busy(String detail, Duration retryAfter) implements Reply {}

    /// The backend failed at this photo: show it, and let a person decide whether to try again.
    record Failed(String detail) implements Reply {}

    /// Nothing answers at the backend's address: keep the photo until it is back.
    record Unreachable() implements Reply {}
}
