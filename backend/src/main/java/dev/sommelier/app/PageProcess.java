package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The page, in a process of its own: it talks to the API over HTTP alone, and its libraries never meet the
/// backend's. It ends when its standard input ends, so it cannot outlive this process.
final class PageProcess implements AutoCloseable {
    private static final String READY = "ready ";
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final String address;
    private volatile boolean closing;

    private PageProcess(Process process, String address, Termination termination) {
        this.process = process;
        this.address = address;
        Thread.ofPlatform().daemon().name("page-watch").start(() -> watch(termination));
    }

    private void watch(Termination termination) {
        process.onExit().join();
        if (!closing) {
            System.err.println("sommelier: the page ended unexpectedly, so the API stops too");
            termination.ask();
        }
    }

    /// Starts the page and waits until it answers.
    ///
    /// @param termination is asked for if the page ends by itself later
    /// @throws Failure.CannotStart with the page's own words if it does not come up
    static PageProcess start(Settings settings, String api, Termination termination) {
        try {
            Process process = launch(settings, api).start();
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();
            if (line == null || !line.startsWith(READY)) {
                throw new Failure.CannotStart(lastWords(process));
            }
            Thread.ofPlatform().daemon().name("page-log").start(() -> forward(process));
            return new PageProcess(process, line.substring(READY.length()), termination);
        } catch (IOException e) {
            throw new Failure.CannotStart("the page cannot be started: " + e.getMessage());
        }
    }

    private static ProcessBuilder launch(Settings settings, String api) {
        Path target = settings.home().resolve("frontend/target");
        if (!Files.isRegularFile(target.resolve("sommelier-frontend.jar"))) {
            throw new Failure.CannotStart(
                    "the page is not built: %s holds no sommelier-frontend.jar. Run ./sommelier up.".formatted(target));
        }
        return new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                target.resolve("sommelier-frontend.jar") + File.pathSeparator + target.resolve("lib") + "/*",
                "dev.sommelier.ui.Main",
                "--host=" + settings.text("ui.host"),
                "--port=" + settings.integer("ui.port"),
                "--backend=" + api,
                "--stop-with-stdin"));
    }

    /// The page ends with a sentence on standard error; before it there may be log lines.
    private static String lastWords(Process process) throws IOException {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            return errors.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((before, last) -> last)
                    .orElse("the page ended before it was ready");
        } finally {
            process.destroy();
        }
    }

    private static void forward(Process process) {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            errors.lines().forEach(System.err::println);
        } catch (UncheckedIOException | IOException e) {
            // The process is gone, and with it what it had to say.
        }
    }

    String address() {
        return address;
    }

    /// Whether the page ended without being asked.
    boolean failed() {
        return !process.isAlive() && !closing;
    }

    @Override
    public void close() {
        closing = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
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
