package dev.sommelier.train;

import java.io.IOException;
import java.io.Serial;

/// An answer that would not become better by asking again.
final class RefusedDownload extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    RefusedDownload(String message) {
        super(message);
    }
}
