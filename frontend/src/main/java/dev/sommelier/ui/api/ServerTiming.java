package dev.sommelier.ui.api;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header of this name: where an answer's time went.
final class ServerTiming {
    /// Longer ones did not come from the backend.
    private static final int LONGEST = 500;

    private static final Pattern STAGE = Pattern.compile("dur=(\\d{1,9}(?:\\.\\d{1,9})?)");

    private ServerTiming() {}

    /// All stages together.
    static Optional<Duration> total(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        double[] millis = STAGE.matcher(header)
                .results()
                .mapToDouble(stage -> Double.parseDouble(stage.group(1)))
                .toArray();
        double sum = 0;
        for (double each : millis) {
            sum += each;
        }
        return millis.length == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round(sum * 1e6)));
    }
}
