package dev.sommelier.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A checkout that holds nothing but `./sommelier` and stand-ins for what it calls: JDKs, Maven and system tools.
///
/// The stand-ins only say with what they were called, so the script can be tested in milliseconds, and without being
/// able to build, to install or to find anything of the machine that it runs on.
final class Checkout {
    private static final String SAY_WHO_AND_WITH_WHAT = "#!/bin/sh\necho \"$0\" \"$@\"\n";
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "dirname",
            "readlink",
            "grep",
            "find",
            "head",
            "tail",
            "tee",
            "touch",
            "mkdir",
            "mv",
            "rm",
            "ln",
            "sleep");

    private final Path root;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /// @param root an empty folder
    Checkout(Path root) throws IOException {
        this.root = root;
        folder = root.resolve("a path with spaces");
        Files.createDirectories(folder.resolve("backend/src/main/java"));
        Files.createFile(folder.resolve("pom.xml"));
        Files.copy(Path.of("../sommelier"), folder.resolve("sommelier"));
        linkTools();
        tool("id", "#!/bin/sh\necho 1000\n");
        maven("""
                #!/bin/sh
                echo mvnw "$@" | tee -a "${0%/*}/maven-runs"
                mkdir -p backend/target/lib frontend/target/lib
                touch backend/target/sommelier-backend.jar frontend/target/sommelier-frontend.jar
                """);
        environment.put("PATH", root.resolve("tools").toString());
        environment.put("HOME", root.toString());
        environment.put("SOMMELIER_JDK_FOLDERS", root.resolve("jdks").toString());
    }

    /// A JDK in one of the usual folders, whose `java` says with what it was called.
    Path jdk(String version) throws IOException {
        var jdk = root.resolve("jdks").resolve("jdk-" + version);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"A test\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        executable(jdk.resolve("bin/java"), SAY_WHO_AND_WITH_WHAT);
        executable(jdk.resolve("bin/javac"), SAY_WHO_AND_WITH_WHAT);
        return jdk;
    }

    void java(Path jdk, String script) throws IOException {
        executable(jdk.resolve("bin/java"), script);
    }

    void maven(String script) throws IOException {
        executable(folder.resolve("mvnw"), script);
    }

    /// A command on the `PATH`.
    void tool(String name, String script) throws IOException {
        executable(root.resolve("tools").resolve(name), script);
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    void firstOnPath(Path jdk) {
        environment.merge("PATH", jdk.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    }

    Path folder() {
        return folder;
    }

    /// How often Maven was called.
    long builds() throws IOException {
        var runs = folder.resolve("maven-runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    /// What Maven was called with.
    String lastBuild() throws IOException {
        return Files.readAllLines(folder.resolve("maven-runs")).getLast();
    }

    /// Starts `./sommelier` from a folder outside of the checkout.
    Process start(String... arguments) throws IOException {
        var command = Stream.concat(Stream.of("sh", folder.resolve("sommelier").toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return Outcome.of(start(arguments));
    }

    private void linkTools() throws IOException {
        var tools = Files.createDirectories(root.resolve("tools"));
        for (var tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), onThisMachine(tool));
        }
    }

    private static Path onThisMachine(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// @param output standard output and standard error, as they came
    record Outcome(int exitCode, String output) {
        static Outcome of(Process process) throws IOException, InterruptedException {
            try (var output = process.inputReader()) {
                var text = output.readAllAsString();
                return new Outcome(process.waitFor(), text);
            }
        }
    }
}
