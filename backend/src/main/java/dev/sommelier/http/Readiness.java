package dev.sommelier.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Whether requests are welcome: not before the service has what it needs, and no more once it stops. Tells also
/// whether the process lives.
public final class Readiness {

    /// What probes are told.
    public enum Status {
        STARTING,
        UP,
        STOPPING;

        /// As the contract writes it, for example `up`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final BooleanSupplier loaded;
    private final Liveness liveness;
    private volatile boolean announced;
    private volatile boolean stopping;

    /// @param loaded whether the service has what it needs; asked at each probe, so it must be quick
    public Readiness(BooleanSupplier loaded) {
        this(loaded, Optional::empty);
    }

    public Readiness(BooleanSupplier loaded, Liveness liveness) {
        this.loaded = loaded;
        this.liveness = liveness;
    }

    /// What is stuck; empty while the process lives.
    Optional<String> trouble() {
        return liveness.trouble();
    }

    public Status status() {
        if (announced || stopping) {
            return Status.STOPPING;
        }
        return loaded.getAsBoolean() ? Status.UP : Status.STARTING;
    }

    /// Tells probes, from now on and for good, that the service is stopping. Requests are let in still: whoever
    /// spreads them needs time to hear of it.
    public void announceStop() {
        announced = true;
    }

    /// From now on, and for good, the service is stopping.
    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }
}
