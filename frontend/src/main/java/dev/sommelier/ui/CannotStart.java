package dev.sommelier.ui;

import java.io.Serial;

/// The page server cannot run; the message tells a person why, in one sentence.
final class CannotStart extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
