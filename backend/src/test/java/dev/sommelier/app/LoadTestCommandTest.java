package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `load-test` asks of the process that sends the load, and how it compares what was recorded. The load itself
/// is run by the tests of the module that sends it, and by those of the product as a whole.
class LoadTestCommandTest {
    private static final Path HOME = Path.of("..");
    private static final LoadTarget TARGET =
            new LoadTarget(URI.create("http://127.0.0.1:9000"), URI.create("http://127.0.0.1:9001"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void refusesAProfileThatThereIsNotAndNamesTheNearest() {
        assertThatThrownBy(() -> settings("spkie"))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContaining("capacity, overload, ramp, saturation, smoke, soak, spike, steady")
                .hasMessageContaining("Did you mean spike?");
    }

    @Test
    void refusesASettingThatThereIsNot() {
        assertThatThrownBy(() -> settings("steady", "load.rat=4")).hasMessageContaining("Did you mean load.rate?");
    }

    @Test
    void measuresTheCapacityFirstWhereRatesArePartsOfIt() {
        assertThat(settings("overload").needsCapacity()).isTrue();
        assertThat(settings("capacity").needsCapacity()).isTrue();
        assertThat(settings("steady").needsCapacity()).isFalse();
        assertThat(settings("overload", "load.rate=40").needsCapacity()).isFalse();
        assertThat(settings("overload", "load.capacity=13").needsCapacity()).isFalse();
        assertThat(settings("overload").withCapacity(12.5).needsCapacity()).isFalse();
    }

    @Test
    void tellsTheLoadEverythingButTheKey() {
        LoadSettings asked = settings("spike", "load.key=secret", "load.photos=photos", "load.promise.recovery=7s");
        String file = asked.withCapacity(20).render(TARGET);

        Config load = ConfigFactory.parseString(file).getConfig("load");
        assertThat(load.getString("profile")).isEqualTo("spike");
        assertThat(load.getString("url")).isEqualTo("http://127.0.0.1:9000");
        assertThat(load.getString("management")).isEqualTo("http://127.0.0.1:9001");
        assertThat(load.getDouble("capacity")).isEqualTo(20);
        assertThat(load.getDouble("burst.times")).isEqualTo(10);
        assertThat(load.getDuration("promise.recovery")).hasSeconds(7);
        assertThat(Path.of(load.getString("photos"))).isAbsolute();
        assertThat(file).doesNotContain("secret");
    }

    @Test
    void givesTheServiceItsOwnSettingsAlone() {
        assertThat(settings("steady", "serve.capacity=100", "load.rate=4", "serve=open")
                        .ofService())
                .containsExactly("serve.capacity=100", "serve=open");
    }

    @Test
    void refusesAnAddressWhereNobodyAnswersBeforeItSpendsMinutes() {
        assertThatThrownBy(() -> LoadTarget.running(URI.create("http://127.0.0.1:1"), null))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("http://127.0.0.1:1: nobody answers");
        assertThatThrownBy(() -> LoadTarget.running(URI.create("localhost:8080"), null))
                .isInstanceOf(Failure.BadConfig.class);
    }

    @Test
    void comparesTwoCapacities() throws IOException {
        record("20261101-100000-capacity", 20, "int8");
        record("20261102-100000-capacity", 22, "fp32");

        assertThat(run("load-test", "compare", "20261101", "last", "load.folder=" + folder))
                .isZero();
        assertThat(out.toString())
                .containsPattern("photos/s within the promise +20\\.0 +22\\.0 +\\+10\\.0 %")
                .contains("model: drinks int8 -> drinks fp32")
                .doesNotContain("machine:");
    }

    @Test
    void failsWhereMoreIsLostThanMayBe() throws IOException {
        record("a", 20, "int8");
        record("b", 16, "int8");

        assertThat(run("load-test", "compare", "a", "b", "--may-lose=15", "load.folder=" + folder))
                .isEqualTo(1);
        assertThat(run("load-test", "compare", "a", "b", "--may-lose=25", "load.folder=" + folder))
                .isZero();
    }

    @Test
    void takesTheLastLineOfAFile() throws IOException {
        record("a", 20, "int8");
        Path before = Files.copy(folder.resolve(CapacityRecord.FILE), folder.resolve("before.jsonl"));
        record("b", 10, "int8");

        assertThat(run("load-test", "compare", before.toString(), "b", "load.folder=" + folder))
                .isZero();
        assertThat(out.toString()).contains("-50.0 %");
    }

    @Test
    void namesTheRecordsThatThereAre() throws IOException {
        assertThat(run("load-test", "compare", "a", "b", "load.folder=" + folder))
                .isEqualTo(1);
        assertThat(err.toString()).contains("./sommelier load-test capacity writes one");

        record("20261101-100000-capacity", 20, "int8");
        assertThat(run("load-test", "compare", "a", "last", "load.folder=" + folder))
                .isEqualTo(1);
        assertThat(err.toString()).contains("has no record a. It has 20261101-100000-capacity");
    }

    private void record(String id, double rate, String precision) throws IOException {
        new CapacityRecord(new ObjectMapper()
                        .valueToTree(Map.of(
                                "id",
                                id,
                                "photos_per_second",
                                rate,
                                "at_most",
                                rate + 2,
                                "model",
                                new TreeMap<>(Map.of("name", "drinks", "precision", precision)),
                                "machine",
                                Map.of("processors", 2))))
                .appendTo(folder);
    }

    private static LoadSettings settings(String profile, String... typed) {
        return LoadSettings.resolve(HOME, Map.of(), profile, List.of(typed));
    }

    private int run(String... arguments) {
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), arguments);
    }
}
