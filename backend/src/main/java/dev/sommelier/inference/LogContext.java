package dev.sommelier.inference;

import java.util.Map;
import org.slf4j.MDC;

/// What the log says of the request that work is done for: it goes with the work from thread to thread.
///
/// @param entries as the logging library keeps them for a thread
record LogContext(Map<String, String> entries) {

    /// Of work that several requests share.
    static final LogContext NONE = new LogContext(Map.of());

    /// That of this thread.
    static LogContext current() {
        Map<String, String> entries = MDC.getCopyOfContextMap();
        return entries == null ? NONE : new LogContext(entries);
    }

    /// Runs work on this thread, which gets its own context back.
    void run(Runnable work) {
        LogContext before = current();
        MDC.setContextMap(entries);
        try {
            work.run();
        } finally {
            MDC.setContextMap(before.entries);
        }
    }
}
