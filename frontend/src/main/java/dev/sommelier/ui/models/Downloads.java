package dev.sommelier.ui.models;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.sommelier.ui.api.Managed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Passes files of the backend on to browsers, which may not reach it. Some at a time for all pages together: each
/// takes a thread and a small buffer while it lasts.
public final class Downloads {
    private static final int MOST = 4;
    private static final int BUFFER = 64 << 10;
    private static final int CROWDED = 503;
    private static final int FAILED = 502;

    /// What the backend says of its own page, here too: whatever a bundle brought can do nothing.
    private static final String NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private final Semaphore places = new Semaphore(MOST);

    /// Opens a file; waits for its beginning.
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /// @param name from the backend; cleaned here
    /// @param bytes that the browser is told
    DownloadHandler file(String name, long bytes, Source source) {
        return event -> alone(event, () -> {
            try (InputStream in = source.open()) {
                event.setFileName(clean(name));
                event.setContentType("application/octet-stream");
                if (bytes > 0) {
                    event.setContentLength(bytes);
                }
                copy(in, event);
            }
        });
    }

    /// A page in a window of its own.
    DownloadHandler page(Supplier<CompletableFuture<Managed<String>>> report) {
        return event -> alone(event, () -> {
            if (report.get().join() instanceof Managed.Got<String>(var html)) {
                event.getResponse().setHeader("Content-Security-Policy", NOTHING_ELSE);
                event.getResponse().setHeader("X-Content-Type-Options", "nosniff");
                event.setContentType("text/html; charset=utf-8");
                event.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
            } else {
                event.getResponse().setStatus(FAILED);
            }
        });
    }

    private interface Passing {
        void pass() throws IOException;
    }

    private void alone(DownloadEvent event, Passing passing) throws IOException {
        if (!places.tryAcquire()) {
            event.getResponse().setStatus(CROWDED);
            return;
        }
        try {
            passing.pass();
        } finally {
            places.release();
        }
    }

    private static void copy(InputStream in, DownloadEvent event) throws IOException {
        byte[] buffer = new byte[BUFFER];
        var out = event.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    static String clean(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "");
        return plain.isEmpty() ? "model" : plain.substring(0, Math.min(plain.length(), 128));
    }
}
