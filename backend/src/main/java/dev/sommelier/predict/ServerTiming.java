package dev.sommelier.predict;

import dev.sommelier.inference.Classification.Timing;
import java.time.Duration;

/// The `Server-Timing` header: browsers show it next to each request, and load tests read it.
///
/// @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
final class ServerTiming {

    private ServerTiming() {}

    /// Milliseconds with one decimal, for example `queue;dur=0.4, decode;dur=5.1, inference;dur=48.3`.
    static String of(Timing timing) {
        StringBuilder header = new StringBuilder(64);
        append(header, "queue;dur=", timing.queue());
        append(header, ", decode;dur=", timing.decode());
        append(header, ", inference;dur=", timing.inference());
        return header.toString();
    }

    private static void append(StringBuilder header, String stage, Duration time) {
        long tenths = (time.toNanos() + 50_000) / 100_000;
        header.append(stage).append(tenths / 10).append('.').append(tenths % 10);
    }
}
