package dev.sommelier.http;

import java.util.Optional;

/// Whether the process can still do its work, or had better be started anew.
@FunctionalInterface
public interface Liveness {

    /// Asked at each probe on an event loop, so it must be quick, and must not wait for what may be stuck.
    ///
    /// @return what is stuck, in a sentence; empty while nothing is
    Optional<String> trouble();
}
