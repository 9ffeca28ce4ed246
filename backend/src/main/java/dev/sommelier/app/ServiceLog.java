package dev.sommelier.app;

import dev.sommelier.inference.Classifier;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// A service's start and stop as an operator reads them: one line for each step.
///
/// @param level `INFO` where somebody operates it
/// @param why it stops; asked when it does
record ServiceLog(Level level, Supplier<String> why) {
    /// For a service that is only a part of something else.
    static final ServiceLog QUIET = new ServiceLog(Level.DEBUG, () -> "its owner");

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLog.class);

    /// @param why as `SIGTERM`
    static ServiceLog of(Supplier<String> why) {
        return new ServiceLog(Level.INFO, why);
    }

    void listens(Addresses addresses, Classifier classifier) {
        LOG.atLevel(level)
                .log(
                        "Listens at {} (management at {}): {} {} on {} in {}, {}",
                        addresses.api(),
                        addresses.management(),
                        classifier.card().name(),
                        classifier.card().version(),
                        classifier.engine(),
                        classifier.precision(),
                        classifier.device());
    }

    void stops(int inFlight, Duration delay) {
        String wait = delay.isZero() ? "" : ", takes requests for %s more".formatted(seconds(delay));
        LOG.atLevel(level).log("Stops because of {}: {} in flight{}", why.get(), requests(inFlight), wait);
    }

    /// @param inFlight that are cut off
    void drained(int inFlight, Duration since) {
        String left = inFlight == 0 ? "" : ", all but " + requests(inFlight);
        LOG.atLevel(level).log("Drained after {}: what it had let in is answered{}", seconds(since), left);
    }

    void stopped(Duration since) {
        LOG.atLevel(level).log("Stopped after {}", seconds(since));
    }

    private static String requests(int count) {
        return count == 1 ? "1 request" : count + " requests";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
