package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.sommelier.failure.Failure;
import dev.sommelier.train.TrainConfig;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    /// Keys that nothing acts on: they are kept with what a run makes.
    private static final Set<String> KEPT = Set.of("train.note");

    @TempDir
    Path home = Path.of("");

    @Test
    void readsEveryKeyThatTheReferenceOffersAndNoOther() throws IOException {
        Set<String> read = new TreeSet<>();
        Settings settings = new Settings(recorded(resolve("dataset.path=photos").config(), read), home);
        ServiceConfig.of(settings);
        TrainCommand.config(settings);
        Files.createDirectories(home.resolve("frontend/target"));
        Files.createFile(home.resolve("frontend/target/sommelier-frontend.jar"));
        PageProcess.launch(settings, "http://localhost:1");

        Set<String> offered = new TreeSet<>();
        ConfigFactory.parseResources("reference.conf").entrySet().forEach(entry -> offered.add(entry.getKey()));
        offered.removeAll(KEPT);
        assertThat(read).isEqualTo(offered);
    }

    @Test
    void takesTheDefaultsIfNothingIsSet() {
        ServiceConfig service = ServiceConfig.of(resolve());
        assertThat(service.model()).isEqualTo(home.resolve("models/drinks"));
        assertThat(service.http().port()).isEqualTo(8080);
        assertThat(service.http().maxBodyBytes()).isEqualTo(21 << 20);
        assertThat(service.http().keys()).isEmpty();
        assertThat(service.classifier().workers())
                .as("chosen once the device is known")
                .isZero();
        TrainConfig training = TrainCommand.config(resolve("dataset.path=photos"));
        assertThat(training.weights()).contains(home.resolve("models/drinks/1/model.safetensors"));
        assertThat(training.models()).isEqualTo(home.resolve("models"));
    }

    @Test
    void letsTheFileWinOverTheReferenceTheEnvironmentOverTheFileAndTheCommandLineOverAll() throws IOException {
        file("serve { capacity = 11, max-batch = 12, deadline = 13s }");
        Map<String, String> environment = Map.of("SOMMELIER_SERVE_MAX_BATCH", "22", "SOMMELIER_SERVE_DEADLINE", "23s");
        Settings settings = Settings.resolve(home, environment, List.of("serve.deadline=33s"));
        assertThat(settings.integer("serve.http.port")).isEqualTo(8080);
        assertThat(settings.integer("serve.capacity")).isEqualTo(11);
        assertThat(settings.integer("serve.max-batch")).isEqualTo(22);
        assertThat(settings.duration("serve.deadline")).hasSeconds(33);
    }

    @Test
    void takesTheLastOfARepeatedKey() {
        assertThat(resolve("serve.capacity=1", "serve.capacity=2").integer("serve.capacity"))
                .isEqualTo(2);
    }

    @Test
    void takesEverythingAfterTheFirstEqualsSignAsItStands() {
        assertThat(resolve("train.note=licence=BSD-3 #1 ${HOME}").text("train.note"))
                .isEqualTo("licence=BSD-3 #1 ${HOME}");
    }

    @ParameterizedTest
    @CsvSource({
        "serve.max-btch, serve.max-batch",
        "serve.http.ports, serve.http.port",
        "serve, serve.grace",
        "serve.model.x, serve.model"
    })
    void namesTheNearestKeyForAnUnknownOne(String unknown, String nearest) throws IOException {
        String sentence = unknown + " is not a setting. Did you mean ";
        assertBad(() -> resolve(unknown + "=1"), sentence);
        file(unknown + " = 1");
        assertBad(this::resolve, sentence);
        if (!unknown.equals("serve")) {
            assertBad(this::resolve, sentence + nearest + "?");
        }
    }

    @Test
    void passesOverVariablesOfOtherPrograms() {
        assertThat(Settings.resolve(home, Map.of("SOMMELIER_VINTAGE", "1982"), List.of()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "=8080", "serve.http.port"})
    void wantsKeyAndValue(String argument) {
        assertBad(() -> resolve(argument), "'" + argument + "' is not of the form key=value");
    }

    @ParameterizedTest
    @CsvSource({
        "serve.http.port, many",
        "serve.http.max-body, big",
        "serve.deadline, soon",
        "serve.http.rate.per-second, fast",
        "serve.max-pixels, all"
    })
    void namesTheKeyWhoseValueIsOfAnotherType(String key, String value) throws IOException {
        assertBad(() -> ServiceConfig.of(resolve(key + "=" + value)), key + ": cannot be " + value);
        file(key + " = null");
        assertBad(() -> ServiceConfig.of(resolve()), key + ": cannot be null");
    }

    @ParameterizedTest
    @CsvSource({
        "serve.http.port=70000, serve.http.port",
        "serve.capacity=0, serve.capacity",
        "serve.deadline=1ms, serve.deadline",
        "serve.grace=-1s, serve.grace",
        "serve.grace=9000h, serve.grace",
        "inference.engine=tensorflow, inference.engine",
        "inference.device=tpu, inference.device",
        "inference.threads=0, inference.threads",
        "train.epochs=0, train.epochs",
        "train.learning-rate=0, train.learning-rate",
        "model.name=../escape, model.name",
        "model.architecture=vgg16, model.architecture",
        "dataset.share=0.6, dataset.share",
        "train.threads=-1, train.threads",
        "serve.max-pixels=0, serve.max-pixels"
    })
    void namesTheKeyWhoseValueIsOutOfRange(String setting, String key) {
        assertBad(
                () -> {
                    Settings settings = resolve(setting, "dataset.path=photos");
                    TrainCommand.config(settings);
                    ServiceConfig.of(settings);
                },
                key);
    }

    @Test
    void saysThatTheFileCannotBeParsed() throws IOException {
        file("serve { port = ");
        assertBad(this::resolve, "configs/sommelier.conf: ");
    }

    @Test
    void meansTypedPathsFromWhereThePersonIsAndAllOthersFromTheProject() throws IOException {
        file("serve.model = from/file");
        assertThat(resolve().path("serve.model")).isEqualTo(home.resolve("from/file"));
        assertThat(Settings.resolve(home, Map.of("SOMMELIER_SERVE_MODEL", "from/env"), List.of())
                        .path("serve.model"))
                .isEqualTo(home.resolve("from/env"));
        assertThat(resolve("serve.model=typed").path("serve.model")).isEqualTo(Path.of("typed"));
    }

    @Test
    void keepsWithAModelNothingOfWhereThingsLieOnThisMachine() {
        for (String folder : List.of(home.toString(), home + "/", "/")) {
            TrainConfig config = TrainCommand.config(
                    resolve("dataset.path=" + folder, "model.folder=" + folder, "train.weights=" + home + "/w.st"));
            assertThat(config.stated().values())
                    .allSatisfy(value -> assertThat(value.toString()).doesNotStartWith("/"));
            assertThat(config.stated()).containsEntry("train.weights", "w.st").containsEntry("train.epochs", 20);
        }
    }

    private Settings resolve(String... overrides) {
        return Settings.resolve(home, Map.of(), List.of(overrides));
    }

    private void file(String text) throws IOException {
        Files.createDirectories(home.resolve("configs"));
        Files.writeString(home.resolve("configs/sommelier.conf"), text);
    }

    private static void assertBad(ThrowingCallable settings, String start) {
        assertThatThrownBy(settings).isInstanceOf(Failure.BadConfig.class).hasMessageStartingWith(start);
    }

    /// The same settings; each key that somebody asks for lands in the set.
    private static Config recorded(Config config, Set<String> read) {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    // A whole group says nothing of its keys.
                    if (arguments != null && !method.getName().equals("getConfig")) {
                        read.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(config, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
