package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The memory that all request bodies in flight share: who needs more than is left is refused at once, so that uploads
/// cannot fill the heap, however many come.
final class BytesInFlight {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long most;
    private final @Nullable BytesInFlight whole;
    private long held;

    /// @param most bytes
    BytesInFlight(long most, MeterRegistry registry) {
        this.most = most;
        this.whole = null;
        Gauge.builder("sommelier.in.flight.bytes", this, BytesInFlight::held)
                .description("Memory reserved for request bodies that are being read or worked on")
                .baseUnit("bytes")
                .register(registry);
    }

    private BytesInFlight(long most, BytesInFlight whole) {
        this.most = most;
        this.whole = whole;
    }

    /// A part of this memory for those who shall leave the rest to others.
    ///
    /// @param most bytes
    BytesInFlight part(long most) {
        return new BytesInFlight(most, this);
    }

    synchronized long held() {
        return held;
    }

    /// For one body; nothing is reserved yet.
    Hold hold() {
        return new Hold();
    }

    private synchronized void change(long more) {
        if (more > most - held) {
            throw new Failure.Overloaded(
                    "bytes-in-flight",
                    "The photos on their way in fill the memory that is set aside for them. Try again in %d s."
                            .formatted(RETRY_AFTER.toSeconds()),
                    RETRY_AFTER);
        }
        if (whole != null) {
            whole.change(more);
        }
        held += more;
    }

    /// What one body holds. Any thread may close it, and more than once.
    final class Hold implements AutoCloseable {
        private long bytes;
        private boolean closed;

        /// Holds so many bytes from now on, more or fewer than before; nothing once it is closed.
        ///
        /// @throws Failure.Overloaded if more are wanted than are left; it holds what it held, then
        synchronized void resize(long wanted) {
            if (!closed) {
                change(wanted - bytes);
                bytes = wanted;
            }
        }

        /// Hands some of its bytes over, to be closed by themselves; all that are left where there are fewer.
        synchronized Hold split(long wanted) {
            Hold other = new Hold();
            other.bytes = Math.min(wanted, bytes);
            bytes -= other.bytes;
            return other;
        }

        @Override
        public synchronized void close() {
            resize(0);
            closed = true;
        }
    }
}
