package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A service for one load test, in a process of its own, so that its CPU and memory are told apart.
final class LoadService implements AutoCloseable {
    private static final long STOP_SECONDS = 40;

    /// After which Ctrl-C may not have reached it.
    private static final long KEYBOARD_SECONDS = 5;

    /// For nobody but this test, which may send as much as it likes.
    private static final List<String> ALONE = List.of(
            "serve.http.host=127.0.0.1",
            "serve.http.port=0",
            "serve.management.host=127.0.0.1",
            "serve.management.port=0",
            "serve.http.keys=",
            "serve.http.keys-file=",
            "serve.http.tls.certificate=",
            "serve.http.tls.key=",
            "serve.http.rate.per-second=0",
            "serve.http.max-requests-per-client=0");

    private final Process process;
    private final LoadTarget target;
    private final Termination termination;

    private LoadService(Process process, LoadTarget target, Termination termination) {
        this.termination = termination;
        this.process = process;
        this.target = target;
    }

    /// Waits until it answers.
    ///
    /// @param settings `key=value`, as typed
    /// @throws Failure.CannotStart with the service's own words if it does not come up
    static LoadService start(List<String> settings, LoadFolder folder, Termination termination) throws IOException {
        Path log = folder.resolve("service.log");
        Process process = new ProcessBuilder(command(settings))
                .redirectError(log.toFile())
                .start();
        // Ctrl-C reaches the service by itself, and a second signal would halt it.
        termination.whenAsked(() -> {
            if (!termination.byKeyboard()) {
                endInput(process);
            }
        });
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        URI api = address(lines);
        URI management = api == null ? null : address(lines);
        if (api == null || management == null) {
            endInput(process);
            if (termination.asked()) {
                throw new CancellationException();
            }
            throw new Failure.CannotStart("no service came up: " + lastLine(log));
        }
        return new LoadService(process, new LoadTarget(api, management), termination);
    }

    private static List<String> command(List<String> settings) {
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        options(),
                        Stream.of("-cp", System.getProperty("java.class.path"), Tethered.class.getName(), "serve"),
                        settings.stream(),
                        ALONE.stream())
                .flatMap(part -> part)
                .toList();
    }

    /// Those of this process; an agent comes through the environment, too.
    private static Stream<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent:") && !option.startsWith("-agentlib:"));
    }

    /// The next line is a name and an address.
    private static @Nullable URI address(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null || !line.contains("http")
                ? null
                : URI.create(line.substring(line.indexOf("http")).strip().replace("localhost", "127.0.0.1"));
    }

    private static String lastLine(Path log) throws IOException {
        List<String> said =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return said.isEmpty() ? "it said nothing" : said.getLast();
    }

    LoadTarget target() {
        return target;
    }

    /// Closes it in order, as [Tethered] sees to.
    private static void endInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        try {
            if (!termination.byKeyboard() || !process.waitFor(KEYBOARD_SECONDS, TimeUnit.SECONDS)) {
                endInput(process);
            }
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
