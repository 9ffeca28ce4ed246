package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsEverySettingAndWhereItComesFrom() {
        assertThat(run("config", "serve.http.port=9000")).isZero();
        assertThat(out.toString().lines())
                .hasSize(ConfigFactory.parseResources("reference.conf")
                        .entrySet()
                        .size())
                .anyMatch(line -> line.matches("train.learning-rate = 1e-3 +# reference.conf:\\d+"))
                .anyMatch(line -> line.matches("serve.http.port = 9000 +# command line"));
        assertThat(ConfigFactory.parseString(out.toString()).getInt("serve.http.port"))
                .as("what is shown is a configuration file")
                .isEqualTo(9000);
    }

    @Test
    void showsOnlyWhatDiffersIfItIsAsked() {
        assertThat(run("config", "--changed", "serve.http.port=9000", "serve.capacity=1024"))
                .isZero();
        assertThat(out.toString()).isEqualTo("serve.http.port = 9000  # command line%n".formatted());
    }

    @Test
    void masksSecrets() {
        assertThat(run("config", "--changed", "ui.backend-key=secret", "serve.http.keys=abc"))
                .isZero();
        assertThat(out.toString())
                .contains("ui.backend-key = \"***\"", "serve.http.keys = \"***\"")
                .doesNotContain("secret", "abc");
    }

    @Test
    void refusesASweepWhichOnlyTrainKnows() {
        assertThat(run("config", "sweep=learning-rate")).isEqualTo(1);
        assertThat(err.toString()).contains("sweep=NAME is for ./sommelier train alone");
    }

    @Test
    void wantsADatasetForASweepAsForATraining() {
        assertThat(run("train", "--sweep", "train.seed=1,2")).isEqualTo(1);
        assertThat(err.toString()).startsWith("sommelier: dataset.path is not set.");
        assertThat(run("train", "train.seed=1", "--sweep", "train.seed=1,2")).isEqualTo(1);
        assertThat(err.toString()).contains("train.seed is set and swept over.");
    }

    /// The files that the project ships with, each over the defaults.
    @ParameterizedTest
    @MethodSource("shipped")
    void ships(Path home, String group, String choice) {
        assertThat(new Layers(home, Map.of()).resolve(List.of(Assignment.parse(group + "=" + choice))))
                .isNotNull();
        if (group.equals("sweep")) {
            assertThat(new Layers(home, Map.of())
                            .grid(Assignment.parse("sweep=" + choice))
                            .points())
                    .isNotEmpty();
        }
    }

    static List<Arguments> shipped() throws IOException {
        Path home = Path.of("..").toAbsolutePath().normalize();
        List<Arguments> shipped = new ArrayList<>();
        for (String group : Group.keys()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("configs/" + group), "*.conf")) {
                files.forEach(file -> shipped.add(
                        Arguments.of(home, group, file.toFile().getName().replace(".conf", ""))));
            }
        }
        return shipped;
    }

    private int run(String... arguments) {
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), arguments);
    }
}
