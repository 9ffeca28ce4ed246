package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.train.DrawnFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void draw() throws IOException {
        DrawnFolder.draw(folder.resolve("photos"));
    }

    private int audit(String... more) {
        String[] arguments = {"data", "audit", folder + "/photos", "--out", folder + "/reports"};
        String[] all = Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), all);
    }

    @Test
    void saysWhatItFoundAndWhereItIsWritten() {
        assertThat(audit()).isZero();
        assertThat(out.toString())
                .contains("36 files in 3 class folders", "Smaller than what the network sees: 36")
                .contains("wrote " + folder.resolve("reports/audit.html"));
        assertThat(folder.resolve("reports/audit.json")).isNotEmptyFile();
    }

    @Test
    void endsWithThreeOnlyIfItIsStrictAndSomethingIsSerious() throws IOException {
        assertThat(audit("--strict")).isZero();
        Files.copy(folder.resolve("photos/red/1.jpg"), folder.resolve("photos/blue/red.jpg"));
        assertThat(audit()).isZero();
        assertThat(audit("--strict")).isEqualTo(3);
    }

    @Test
    void takesTheLimitThatTrainingTakes() {
        assertThat(audit("serve.max-pixels=5000")).isZero();
        assertThat(out.toString()).contains("More pixels than serve.max-pixels: 36");
        assertThat(audit("serve.max-pixels=5")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("sommelier: serve.max-pixels: need 1024 to 1073741824, got 5%n".formatted());
    }

    @Test
    void endsWithOneIfThereIsNoSuchFolder() throws IOException {
        Files.move(folder.resolve("photos"), folder.resolve("other"));
        assertThat(audit()).isEqualTo(1);
        assertThat(err.toString()).contains("photos is not a folder").hasLineCount(1);
    }
}
