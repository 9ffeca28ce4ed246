package dev.sommelier.http;

import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Whether requests are welcome: not before the service has what it needs, and no more once it stops.
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
    private volatile boolean stopping;

    /// @param loaded whether the service has what it needs; asked at each probe, so it must be quick
    public Readiness(BooleanSupplier loaded) {
        this.loaded = loaded;
    }

    public Status status() {
        if (stopping) {
            return Status.STOPPING;
        }
        return loaded.getAsBoolean() ? Status.UP : Status.STARTING;
    }

    /// From now on, and for good, the service is stopping.
    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }
}
