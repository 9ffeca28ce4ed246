package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `./sommelier lint` in a repository of its own, with a fault of each kind.
///
/// Java's format is checked by the build of every module, and the libraries' licences need a whole project.
@DisabledOnOs(OS.WINDOWS)
class LintIT {
    private final Path root;

    LintIT(@TempDir Path root) {
        this.root = root;
    }

    @BeforeEach
    void makeARepository() throws Exception {
        copy("sommelier");
        try (Stream<Path> lint = Files.list(Path.of("../dev/lint"))) {
            for (Path file : (Iterable<Path>) lint.filter(Files::isRegularFile)::iterator) {
                copy("dev/lint/" + file.getFileName());
            }
        }
        write(".gitignore", "target/\n");
        assertThat(run("git", "init", "-q").exitCode()).isZero();
    }

    @Test
    void findsAFaultOfEachKindAndNamesItsFile() throws Exception {
        write("bad.sh", "#!/bin/sh\nrm $1\n");
        write(".github/workflows/bad.yaml", """
                on: push
                jobs:
                  one:
                    runs-on: ubuntu-24.04
                    steps:
                      - uses: actions/checkout@v4
                """);
        write("bad.json", "{\"a\": }");
        write("bad.md", "# Bad\n\n[nowhere](missing.md) and [no such heading](#none)\n");
        write("key.pem", "-----BEGIN " + "PRIVATE KEY-----\n");
        write("large.bin", "x".repeat(6 * 1024 * 1024));

        var found = run("./sommelier", "lint", "shell", "actions", "json", "links", "files");

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.output())
                .contains("In bad.sh line 2", "SC2086")
                .contains(".github/workflows/bad.yaml:6: is not pinned by a commit")
                .contains("bad.json: ")
                .contains("bad.md: links to missing.md, which is not there")
                .contains("bad.md: links to #none, and there is no such heading")
                .contains("key.pem: holds what looks like a secret key")
                .contains("large.bin: has 6291456 bytes")
                .contains("Lint failed: 5.");
    }

    @Test
    void isCleanWhereNothingIsWrong() throws Exception {
        write("good.sh", "#!/bin/sh\nrm -- \"$1\"\n");
        write("good.md", "# Good\n\n[here](#good)\n");

        var clean = run("./sommelier", "lint", "shell", "actions", "json", "links", "files");

        assertThat(clean.output()).endsWith("Lint is clean.\n");
        assertThat(clean.exitCode()).isZero();
    }

    @Test
    void findsFaultsInWorkflowsImagesAndDocumentsByToolsFromNpm() throws Exception {
        assumeTrue(run("npm", "ping").exitCode() == 0, "the npm registry does not answer");
        write(".github/workflows/bad.yaml", "on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    step: []\n");
        write("bad.Dockerfile", "FROM debian\nCOPPY a b\n");
        write("compose.yaml", "services:\n  backend:\n    imagge: one\n");
        write("bad.yaml", "a: 1\na: 2\n");
        write("bad.md", "# Bad\n\n### Deep\n");

        var found = run("./sommelier", "lint", "workflows", "dockerfiles", "compose", "yaml", "markdown");

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.output())
                .contains(".github/workflows/bad.yaml:5:5: unexpected key \"step\"")
                .contains("bad.Dockerfile:2: ")
                .contains("compose.yaml: /services/backend ")
                .contains("bad.yaml: Map keys must be unique")
                .contains("bad.md:3 MD001")
                .contains("Lint failed: 5.");
    }

    @Test
    void saysWhichChecksThereAreWhenAskedForAnother() throws Exception {
        var refused = run("./sommelier", "lint", "everything");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("There is no check 'everything'", "shell", "links");
    }

    private void copy(String file) throws IOException {
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(Path.of("..").resolve(file), to);
    }

    private void write(String file, String text) throws IOException {
        Path to = root.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }

    private Ran run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    private record Ran(int exitCode, String output) {}
}
