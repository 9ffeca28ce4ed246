package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The page, in a process of its own: it talks to the API over HTTP alone, and its libraries never meet the
/// backend's. It ends when its standard input ends, so it cannot outlive this process.
final class PageProcess implements AutoCloseable {
    private static final String READY = "ready ";
    /// Longest that [#close] takes.
    static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private static final long FORM_BYTES = 1 << 20;

    private final Process process;
    private final String address;
    private volatile boolean closing;
    private volatile boolean failed;

    private PageProcess(Process process, String address, Termination termination) {
        this.process = process;
        this.address = address;
        Thread.ofPlatform().daemon().name("page-watch").start(() -> watch(termination));
    }

    private void watch(Termination termination) {
        process.onExit().join();
        if (!closing && !termination.asked()) {
            failed = true;
            System.err.println("sommelier: the page ended unexpectedly, so the API stops too");
            termination.ask();
        }
    }

    /// Starts the page and waits until it answers.
    ///
    /// @param termination is asked for if the page ends by itself later
    /// @throws Failure.CannotStart with the page's own words if it does not come up
    static PageProcess start(Settings settings, Addresses service, Termination termination)
            throws InterruptedException {
        try {
            Process process = launch(settings, service).start();
            PageLog log = new PageLog(process);
            // It reads its standard input only when it is ready, and nobody wants it any more.
            AtomicBoolean ready = new AtomicBoolean();
            termination.whenAsked(() -> {
                if (!ready.get()) {
                    process.destroy();
                }
            });
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroy();
                throw new Failure.CannotStart(log.lastWords());
            }
            ready.set(true);
            log.passOn();
            return new PageProcess(process, line.substring(READY.length()), termination);
        } catch (IOException e) {
            throw new Failure.CannotStart("the page cannot be started: " + e.getMessage());
        }
    }

    static ProcessBuilder launch(Settings settings, Addresses service) {
        Path target = settings.home().resolve("frontend/target");
        if (!Files.isRegularFile(target.resolve("sommelier-frontend.jar"))) {
            throw new Failure.CannotStart(
                    "the page is not built: %s holds no sommelier-frontend.jar. Run ./sommelier up.".formatted(target));
        }
        ProcessBuilder page = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dui.max-photo-bytes=" + photoBytes(settings),
                "-cp",
                target.resolve("sommelier-frontend.jar") + File.pathSeparator + target.resolve("lib") + "/*",
                "dev.sommelier.ui.Main",
                "--host=" + settings.text("ui.host"),
                "--port=" + settings.integer("ui.port"),
                "--backend=" + orElse(settings.text("ui.backend"), service.api()),
                "--management=" + orElse(settings.text("ui.management"), service.management()),
                "--stop-with-stdin"));
        if (!settings.text("ui.backend-key").isEmpty()) {
            // Not an argument: those are there for every user of the machine to see.
            page.environment().put("SOMMELIER_UI_BACKEND_KEY", settings.text("ui.backend-key"));
        }
        return page;
    }

    private static String orElse(String set, String own) {
        return set.isEmpty() ? own : set;
    }

    /// The form around a photo counts in the API's limit, too.
    private static long photoBytes(Settings settings) {
        long body = settings.bytes("serve.http.max-body");
        return Math.max(1, body - Math.min(FORM_BYTES, body / 16));
    }

    String address() {
        return address;
    }

    /// Whether the page ended without being asked.
    boolean failed() {
        return failed;
    }

    @Override
    public void close() {
        closing = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
