package dev.sommelier.failure;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What was asked for cannot be had, and the message tells a person what to do about it.
///
/// Each case stands for one way out, so whoever answers matches them without `default`: a new case breaks the
/// build until it is answered. A failure is an expected outcome and carries no stack trace.
public abstract sealed class Failure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private Failure(String message) {
        super(message, null, false, false);
    }

    /// A part of the request is missing, empty or malformed.
    public static final class BadRequest extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public BadRequest(String message) {
            super(message);
        }
    }

    /// What is asked for by its name is not here.
    public static final class NotFound extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message);
        }
    }

    /// The request's body takes longer to arrive than is waited for.
    public static final class TooSlow extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        /// @param longest how long was waited; at least 1 s
        public TooSlow(Duration longest) {
            super("The body did not arrive within %d s. Send a smaller file or use a faster link."
                    .formatted(longest.toSeconds()));
        }

        /// @param minRate bytes a second that are waited for
        public TooSlow(long minRate) {
            super("The body arrives at less than %,d bytes a second. Use a faster link.".formatted(minRate));
        }
    }

    /// The bytes are in a format that is not read here.
    public static final class UnsupportedFormat extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        /// @param found what the content looks like, for example `HEIC`
        /// @param readable the formats that can be read
        public UnsupportedFormat(String found, List<String> readable) {
            super("%s cannot be read here. Send one of %s.".formatted(found, String.join(", ", readable)));
        }
    }

    /// The bytes claim to be an image, but are cut off or damaged.
    public static final class UnreadableImage extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public UnreadableImage(String message) {
            super(message);
        }
    }

    /// The bytes claim to be an archive of photos, but are cut off or damaged.
    public static final class UnreadableArchive extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public UnreadableArchive(String message) {
            super(message);
        }
    }

    /// More bytes or pixels than a limit allows; nothing was decoded.
    public static final class TooLarge extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        private TooLarge(String message) {
            super(message);
        }

        public static TooLarge bytes(long limit) {
            return new TooLarge("The request body is larger than %,d bytes. Send a smaller file.".formatted(limit));
        }

        public static TooLarge photo(long limit) {
            return new TooLarge("The photo is larger than %,d bytes. Send a smaller file.".formatted(limit));
        }

        public static TooLarge photos(int limit) {
            return new TooLarge("There are more than %,d photos. Send them in several batches.".formatted(limit));
        }

        public static TooLarge unpacked(long bytes, long limit) {
            return new TooLarge("The photos unpack to %,d bytes, and the limit is %,d. Send them in several batches."
                    .formatted(bytes, limit));
        }

        /// @param bytes that the list of a zip's files may have
        public static TooLarge zipDirectory(long bytes) {
            return new TooLarge("The zip lists far more files than are taken: its directory is larger than %,d bytes."
                    .formatted(bytes));
        }

        public static TooLarge pixels(int width, int height, long limit) {
            return new TooLarge("The image has %d × %d = %,d pixels, and the limit is %,d. Send a smaller picture."
                    .formatted(width, height, (long) width * height, limit));
        }
    }

    /// The service has more to do than it can finish in time.
    public static final class Overloaded extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        /// The words that metrics count by themselves; any other counts as an overload without a reason.
        public static final Set<String> REASONS =
                Set.of("queue-full", "deadline", "draining", "bytes-in-flight", "requests-in-flight", "model-changed");

        private final String reason;
        private final Duration retryAfter;

        /// @param reason why, as one stable word for metrics, of [#REASONS]
        public Overloaded(String reason, String message, Duration retryAfter) {
            super(message);
            this.reason = reason;
            this.retryAfter = retryAfter;
        }

        public String reason() {
            return reason;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// One client sends faster, or more at once, than it may.
    public static final class RateLimited extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        private RateLimited(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public RateLimited(double perSecond, Duration retryAfter) {
            this(
                    "More than %s requests a second came from this client. Wait, then send fewer at once."
                            .formatted(perSecond == Math.rint(perSecond) ? Long.toString((long) perSecond) : perSecond),
                    retryAfter);
        }

        public static RateLimited inFlight(int most) {
            return new RateLimited(
                    "One client may have at most %d of its requests answered at once. Wait for an answer, then send more."
                            .formatted(most),
                    Duration.ofSeconds(1));
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// No key, or one that is not known.
    public static final class Unauthorized extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(message);
        }
    }

    /// A known key that may not do this.
    public static final class Forbidden extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message);
        }
    }

    /// A model bundle is damaged, incomplete or made for something else; the message names the file.
    public static final class BadBundle extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public BadBundle(String file, String reason) {
            super("%s: %s".formatted(file, reason));
        }
    }

    /// A version of a model was asked for that is not there; the message lists those that are.
    public static final class UnknownVersion extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public UnknownVersion(String message) {
            super(message);
        }
    }

    /// A version of a model cannot be served, and what was served goes on. The message is for whoever may ask for
    /// it.
    public static final class ModelRefused extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public ModelRefused(String message) {
            super(message);
        }
    }

    /// Something else stands in the way; the message says what, and the way out.
    public static final class Conflict extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    /// A folder of photos cannot be trained on.
    public static final class BadDataset extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public BadDataset(String message) {
            super(message);
        }
    }

    /// A setting is unknown or out of its range; the message names the key.
    public static final class BadConfig extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public BadConfig(String message) {
            super(message);
        }
    }

    /// Something that the command needs is not there: a port, a device, a file; the message says how to get it.
    public static final class CannotStart extends Failure {
        @Serial
        private static final long serialVersionUID = 1L;

        public CannotStart(String message) {
            super(message);
        }
    }
}
