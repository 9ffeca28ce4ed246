package dev.sommelier.track;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Says one thing once, however often it happens.
final class Warning {
    private final Consumer<String> out;
    private final AtomicBoolean said = new AtomicBoolean();

    Warning(Consumer<String> out) {
        this.out = out;
    }

    void say(String line) {
        if (said.compareAndSet(false, true)) {
            out.accept(line);
        }
    }

    /// `FileSystemException`s often have no more than the file as their message.
    static String reason(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
