package dev.sommelier.track;

import java.util.Locale;

/// Where a run stands.
public enum RunState {
    RUNNING,
    FINISHED,
    FAILED,
    /// Somebody stopped it.
    STOPPED,
    /// It says that it runs, and no process holds it any more. Never written, only found.
    INTERRUPTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
