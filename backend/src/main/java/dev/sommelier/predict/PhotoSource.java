package dev.sommelier.predict;

import dev.sommelier.http.Upload;

/// One photo of a batch that waits for its turn.
sealed interface PhotoSource permits FormPhoto, ZipPhoto {

    /// What its client calls it, fit to be shown.
    String file();

    /// The zip that it lies in, fit to be shown; empty where it lies in none that has a name.
    String archive();

    /// Its bytes. May be asked again after it was refused for load; takes CPU time, so never call it on an event
    /// loop.
    ///
    /// @return for the caller to close
    /// @throws dev.sommelier.failure.Failure if this photo is refused, for load with
    ///     [dev.sommelier.failure.Failure.Overloaded]
    Upload take();

    /// Gives up a photo that was not taken.
    void drop();
}
