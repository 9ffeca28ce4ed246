package dev.sommelier.train;

import dev.sommelier.track.Tracker;
import java.nio.file.Path;

/// The record of a run.
///
/// @param folder that keeps what the run needs to go on after an interruption
/// @param commit of the code that runs; empty if it is not known
/// @param tracker hears how it goes
public record Journal(Path folder, String commit, Tracker tracker) {
    /// The run's id.
    String name() {
        return folder.getFileName().toString();
    }
}
