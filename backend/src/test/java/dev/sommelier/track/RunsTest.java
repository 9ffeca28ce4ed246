package dev.sommelier.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void findsARunByAsMuchOfItsIdAsIsNeeded() {
        Recorded recorded = new Recorded(folder);
        recorded.run("cats").finish();
        recorded.run("dogs").finish();
        recorded.run("dogs").finish();
        Runs runs = recorded.runs();
        assertThat(runs.find("20261101-101112-c").card().name()).isEqualTo("cats");
        assertThat(runs.find("cat").card().name()).isEqualTo("cats");
        assertThat(runs.find("20261101-101112-dogs").id()).isEqualTo("20261101-101112-dogs");
        assertThat(runs.find("last").id()).isEqualTo("20261101-101112-dogs-2");
        assertThatThrownBy(() -> runs.find("2026")).hasMessageContaining("may be any of");
        assertThatThrownBy(() -> runs.find("cow")).hasMessageContaining("No run in");
        assertThatThrownBy(() -> runs.find("../runs")).isInstanceOf(Failure.CannotStart.class);
    }

    @Test
    void namesFoldersThatAreNoRunsAndListsTheRest() throws IOException {
        Recorded recorded = new Recorded(folder);
        recorded.run("cats").finish();
        Files.createDirectory(folder.resolve("empty"));
        Files.createDirectory(folder.resolve(".new-draft"));
        Files.createFile(folder.resolve("notes.txt"));
        for (String json : List.of("", "null", "{", "[]", "{\"schema\":1}", "{\"schema\":7}")) {
            Path damaged = Files.createDirectory(folder.resolve("damaged" + json.hashCode()));
            Files.writeString(damaged.resolve("run.json"), json);
        }
        Runs.Listing listing = recorded.runs().list();
        assertThat(listing.runs()).extracting(run -> run.card().name()).containsExactly("cats");
        assertThat(listing.damaged())
                .hasSize(7)
                .allSatisfy(line -> assertThat(line).contains("is no whole run: "));
        assertThat(listing.damaged()).anyMatch(line -> line.contains("empty") && line.contains("no run.json"));
    }

    @Test
    void listsNothingWhereNothingIs() {
        assertThat(new Runs(folder.resolve("none")).list().runs()).isEmpty();
        assertThatThrownBy(() -> new Runs(folder.resolve("none")).find("last")).hasMessageContaining("sommelier train");
    }

    @Test
    void comparesWhatDiffers() {
        Recorded recorded = new Recorded(folder);
        for (double accuracy : new double[] {0.8, 0.9, Double.NaN}) {
            Run run = recorded.tracking().create("a", Map.of("rate", accuracy, "seed", 1), Recorded.HERE, Map.of());
            run.summary(Map.of("validation_accuracy", accuracy, "validation_loss", 1 - accuracy, "rate", accuracy));
            run.finish();
        }
        Comparison comparison = Comparison.of(recorded.runs().list().runs().reversed());
        assertThat(comparison.config()).containsOnlyKeys("rate");
        assertThat(comparison.best("validation_accuracy")).isEqualTo(OptionalInt.of(1));
        assertThat(comparison.best("validation_loss")).isEqualTo(OptionalInt.of(1));
        assertThat(comparison.best("rate")).isEmpty();
        assertThat(comparison.best("unknown")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "validation_accuracy, HIGHER",
        "test.f1, HIGHER",
        "recall/beer, HIGHER",
        "validation_loss, LOWER",
        "ece, LOWER",
        "learning_rate, NEITHER",
        "lossless, NEITHER"
    })
    void knowsWhichWayAMetricIsBetter(String name, Direction direction) {
        assertThat(Direction.of(name)).isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource({
        "track.mlflow.token, s, ***",
        "ui.backend-key, s, ***",
        "serve.http.keys, s, ***",
        "a.key, s, ***",
        "database.password, s, ***",
        "serve.http.keys, '', ''",
        "model.monkey, s, s",
        "train.tokens-per-step, s, s",
        "track.mlflow.uri, http://me:pw@host/x, http://***@host/x"
    })
    void hidesSecrets(String key, String value, String shown) {
        assertThat(Secrets.masked(Map.of(key, value))).containsEntry(key, shown);
        assertThat(Secrets.masked(List.of(key + "=" + value, "-D" + key + "=" + value)))
                .containsExactly(key + "=" + shown, "-D" + key + "=" + shown);
    }

    @Test
    void hidesWhatFollowsASecretOption() {
        assertThat(Secrets.masked(List.of("--api-key", "s", "--epochs", "3")))
                .containsExactly("--api-key", Secrets.HIDDEN, "--epochs", "3");
        assertThat(Recorded.HERE.command()).containsExactly("train");
    }
}
