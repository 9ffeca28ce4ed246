package dev.sommelier.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `./sommelier COMMAND` in a process of its own. What it prints is kept in `target/product`.
final class Product implements AutoCloseable {
    /// Ports that nobody else has, and no seconds spent on measuring the machine.
    private static final List<String> FREE =
            List.of("serve.http.port=0", "serve.management.port=0", "inference.calibrate=false");
    /// A first start unpacks native libraries, and the machine may be busy.
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    /// More than the service takes to drain, so that a test sees its exit code and never a kill.
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private Product(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// API and page, each on any free port.
    static Product up(String... settings) throws IOException {
        return start("up", Stream.concat(Stream.of("ui.port=0"), Stream.of(settings)));
    }

    /// The API alone, on any free port.
    static Product serve(String... settings) throws IOException {
        return start("serve", Stream.of(settings));
    }

    private static Product start(String command, Stream<String> settings) throws IOException {
        var folder = Files.createDirectories(Path.of("target/product"));
        var log = Files.createTempFile(folder, command + "-", ".log");
        var builder = new ProcessBuilder(Stream.of(Stream.of("../sommelier", command), FREE.stream(), settings)
                .flatMap(part -> part)
                .toList());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        // Maven has just built what is to be tested.
        builder.environment().put("SOMMELIER_BUILD", "off");
        builder.environment().put("JAVA_TOOL_OPTIONS", coverageAgent());
        return new Product(builder.start(), log);
    }

    /// The agent that measures the tests measures the product too, into the same file, which it locks to append.
    private static String coverageAgent() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                .map(argument -> '"' + argument + '"')
                .collect(Collectors.joining(" "));
    }

    /// Waits until the API is ready.
    URI api() throws InterruptedException {
        return address("API");
    }

    /// Waits until the page is ready.
    URI page() throws InterruptedException {
        return address("Page");
    }

    /// Sends SIGTERM.
    ///
    /// @return the exit code
    int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /// Sends SIGKILL, to the process itself alone.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Waits for the end.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after %s:%n%s".formatted(LONGEST_STOP, output()));
        }
        return process.exitValue();
    }

    /// The processes that it started in turn.
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /// What was printed so far, less what a JVM says by itself about its options.
    String output() {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.startsWith("Picked up ")).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var children = children();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)
                .join();
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private URI address(String of) throws InterruptedException {
        var line = Pattern.compile("^" + of + "\\s+(http\\S+)", Pattern.MULTILINE);
        var deadline = Instant.now().plus(LONGEST_START);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            var found = line.matcher(output());
            if (found.find()) {
                return URI.create(found.group(1));
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no address of the %s was printed:%n%s".formatted(of, output()));
    }
}
