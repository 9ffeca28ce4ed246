package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Gatling, in a process of its own that gets few resources: what it uses must not count as the service's.
record LoadGenerator(LoadTarget target, LoadFolder folder, Termination termination) {
    private static final String SAYS = "load-test: ";

    /// @throws Failure.CannotStart with the reason if it ended without a verdict
    LoadVerdict run(LoadSettings settings) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(settings.profile()));
        Path file = Files.writeString(own.resolve("settings.conf"), settings.render(target));
        Path log = own.resolve("gatling.log");
        ProcessBuilder builder = new ProcessBuilder(command(settings, own, file))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        if (!settings.key().isEmpty()) {
            builder.environment().put("SOMMELIER_LOAD_KEY", settings.key());
        }
        Process process = builder.start();
        termination.whenAsked(process::destroy);
        process.waitFor();
        if (termination.asked()) {
            throw new CancellationException();
        }
        if (!Files.exists(own.resolve("verdict.json"))) {
            throw new Failure.CannotStart(reason(log));
        }
        return LoadVerdict.read(own);
    }

    private static List<String> command(LoadSettings settings, Path output, Path file) {
        Path target = SettingsOption.home().resolve("load-tests/target");
        Path jar = target.resolve("sommelier-load-tests.jar");
        if (!Files.isRegularFile(jar)) {
            throw new Failure.CannotStart("the load tests are not built: %s holds no %s. Run ./sommelier load-test."
                    .formatted(target, jar.getFileName()));
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heap(),
                "-XX:ActiveProcessorCount=" + settings.processors(),
                "-XX:+UseSerialGC",
                // Compiling to the last detail would take more processor time than a short load.
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Gatling writes its log past the encapsulation of String.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dload.settings=" + file,
                "-Dload.output=" + output,
                "-cp",
                jar + File.pathSeparator + target.resolve("lib") + "/*",
                "io.gatling.app.Gatling",
                "--simulation",
                "dev.sommelier.load.LoadSimulation",
                "--run-description",
                // As Gatling wants it.
                Base64.getEncoder().encodeToString(settings.profile().getBytes(StandardCharsets.UTF_8)),
                "--results-folder",
                output.toString());
    }

    private static String reason(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(SAYS))
                .map(line -> line.substring(SAYS.length()))
                .findFirst()
                .orElse("the load broke off; all that it said is in " + log);
    }
}
