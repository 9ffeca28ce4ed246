package dev.sommelier.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// What the page writes to standard error: held back while it starts, as its last line is the reason if it fails,
/// and passed on from then.
final class PageLog {
    private static final int HELD = 50;

    private final Deque<String> held = new ArrayDeque<>();
    private final Thread thread;
    private boolean open;

    PageLog(Process process) {
        thread = Thread.ofPlatform().daemon().name("page-log").start(() -> read(process));
    }

    private void read(Process process) {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            errors.lines().filter(line -> !line.isBlank()).forEach(this::take);
        } catch (UncheckedIOException | IOException e) {
            // The process is gone, and with it what it had to say.
        }
    }

    private synchronized void take(String line) {
        if (open) {
            System.err.println(line);
        } else {
            held.add(line);
        }
        if (held.size() > HELD) {
            held.remove();
        }
    }

    synchronized void passOn() {
        open = true;
        held.forEach(System.err::println);
        held.clear();
    }

    /// The last line of a page that has ended.
    String lastWords() throws InterruptedException {
        thread.join();
        synchronized (this) {
            return held.isEmpty() ? "the page ended before it was ready" : held.getLast();
        }
    }
}
