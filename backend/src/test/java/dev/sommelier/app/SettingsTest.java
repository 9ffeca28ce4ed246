package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.sommelier.failure.Failure;
import dev.sommelier.predict.BatchConfig;
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
        TrainSettings.config(settings);
        TrackConfig.of(settings, Map.of());
        LogConfig.of(settings);
        Files.createDirectories(home.resolve("frontend/target"));
        Files.createFile(home.resolve("frontend/target/sommelier-frontend.jar"));
        PageProcess.launch(settings, new Addresses("http://localhost:1", "http://localhost:2"));

        Set<String> offered = new TreeSet<>();
        ConfigFactory.parseResources("reference.conf").entrySet().forEach(entry -> offered.add(entry.getKey()));
        offered.removeAll(KEPT);
        // The process that sends the load reads them, and its tests see to that.
        offered.removeIf(key -> key.startsWith("load."));
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
        TrainConfig training = TrainSettings.config(resolve("dataset.path=photos"));
        assertThat(training.weights()).contains(home.resolve("models/drinks/2/model.safetensors"));
        assertThat(training.models()).isEqualTo(home.resolve("models"));
    }

    @Test
    void fitsBatchesIntoTheMemoryAndThePlacesThatThereAre() {
        BatchConfig small = ServiceConfig.of(resolve("serve.http.max-bytes-in-flight=80 MiB", "serve.capacity=4"))
                .batch();
        assertThat(small.body().maxBodyBytes()).isEqualTo(20 << 20);
        assertThat(small.places()).isEqualTo(1);
        BatchConfig large = ServiceConfig.of(resolve("serve.http.max-bytes-in-flight=80 GiB"))
                .batch();
        assertThat(large.body().maxBodyBytes()).isEqualTo(200 << 20);
        assertThat(large.maxPhotoBytes()).isEqualTo(21 << 20);
        assertThat(large.places()).isEqualTo(8);
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
        "serve.model.x, serve.model",
        "learning-rate, train.learning-rate",
        "train.lr, train.learning-rate",
        "lr, train.learning-rate",
        "train.learningRate, train.learning-rate",
        "train.learning_rate, train.learning-rate",
        "model.epochs, train.epochs",
        "serve.port, serve.http.port or serve.management.port",
        "trian.epochs, train.epochs",
        "threads, inference.threads or train.threads",
        "trian, train",
        "inference, 'inference.cache, inference.calibrate or inference.decoders'"
    })
    void namesTheNearestKeyForAnUnknownOne(String unknown, String nearest) throws IOException {
        String sentence = "%s is not a setting. Did you mean %s?".formatted(unknown, nearest);
        assertBad(() -> resolve(unknown + "=1"), sentence);
        file("\n" + unknown + " = 1");
        assertBad(this::resolve, "configs/sommelier.conf:2: " + sentence);
    }

    @Test
    void pointsToTheListOfKeysIfNoneIsNear() {
        assertBad(() -> resolve("optimizer=adam"), "optimizer is not a setting. ./sommelier config lists them all.");
    }

    @Test
    void laysChosenFilesOverTheFileAndUnderTheEnvironment() throws IOException {
        file("train { epochs = 11, batch = 12, view-size = 113 }, serve.capacity = 14");
        file("train/quick.conf", "train { batch = 22, view-size = 123 }, serve.capacity = 24");
        Map<String, String> environment = Map.of("SOMMELIER_TRAIN_VIEW_SIZE", "133");
        Settings settings = Settings.resolve(home, environment, List.of("train=quick", "serve.max-batch=4"));
        assertThat(settings.integer("train.epochs")).isEqualTo(11);
        assertThat(settings.integer("train.batch")).isEqualTo(22);
        assertThat(settings.integer("train.view-size")).isEqualTo(133);
        assertThat(settings.integer("serve.capacity"))
                .as("files set keys of any section")
                .isEqualTo(24);
        assertThat(resolve("train=quick", "train.batch=42").integer("train.batch"))
                .isEqualTo(42);
    }

    @Test
    void letsTheLaterGroupWinWhereTwoChosenFilesSetTheSameKey() throws IOException {
        file("model/deep.conf", "train.weights = deep");
        file("train/probe.conf", "train.weights = probe");
        for (List<String> order : List.of(List.of("model=deep", "train=probe"), List.of("train=probe", "model=deep"))) {
            assertThat(Settings.resolve(home, Map.of(), order).text("train.weights"))
                    .isEqualTo("probe");
        }
    }

    @Test
    void takesAChoiceFromTheEnvironmentUnlessTheCommandLineChooses() throws IOException {
        file("train/quick.conf", "train.epochs = 3");
        file("train/long.conf", "train.batch = 64");
        Map<String, String> environment = Map.of("SOMMELIER_TRAIN", "quick", "SOMMELIER_MODEL", "");
        assertThat(Settings.resolve(home, environment, List.of()).integer("train.epochs"))
                .isEqualTo(3);
        Settings typed = Settings.resolve(home, environment, List.of("train=long"));
        assertThat(typed.integer("train.epochs")).isEqualTo(24);
        assertThat(typed.integer("train.batch")).isEqualTo(64);
        assertBad(
                () -> Settings.resolve(home, Map.of("SOMMELIER_TRAIN", "quik"), List.of()),
                "SOMMELIER_TRAIN=quik: configs/train has long, quick. Did you mean quick?");
        assertThat(Settings.resolve(home, Map.of("SOMMELIER_SWEEP", "quick"), List.of()))
                .as("nobody is made to sweep by the environment")
                .isNotNull();
    }

    @Test
    void listsTheChoicesForAnUnknownOne() throws IOException {
        file("train/quick.conf", "");
        file("train/linear-probe.conf", "");
        file("train/notes.txt", "");
        assertBad(
                () -> resolve("train=quik"), "train=quik: configs/train has linear-probe, quick. Did you mean quick?");
        assertBad(() -> resolve("train=lp"), "train=lp: configs/train has linear-probe, quick. Did you mean linear-p");
        assertBad(
                () -> resolve("dataset=photos"),
                "dataset=photos: configs/dataset has no *.conf files. Your own goes into configs/dataset/NAME.conf; "
                        + "a single setting is written dataset.KEY=VALUE.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "../../secret", "/etc/secret", "..", "", "sub/secret"})
    void takesNoFileFromOutsideTheFolderOfTheGroup(String choice) throws IOException {
        file("train/quick.conf", "");
        file("train/sub/secret.conf", "");
        file("secret.conf", "train.epochs = 1");
        assertBad(() -> resolve("train=" + choice), "train=" + choice + ": configs/train has quick.");
    }

    @Test
    void namesTheFileTheLineAndTheNearestKeyIfAChosenFileHasAnUnknownOne() throws IOException {
        file("train/quick.conf", "train {\n  epoch = 3\n}");
        assertBad(
                () -> resolve("train=quick"),
                "configs/train/quick.conf:2: train.epoch is not a setting. Did you mean train.epochs?");
        file("train/quick.conf", "train.epochs = ");
        assertBad(() -> resolve("train=quick"), "configs/train/quick.conf:1: ");
    }

    @Test
    void letsTheFileIncludeAChoiceButNotNameIt() throws IOException {
        file("train/quick.conf", "train.epochs = 3");
        file("include required(\"train/quick.conf\")");
        assertThat(resolve().integer("train.epochs")).isEqualTo(3);
        file("include required(\"train/quik.conf\")");
        assertBad(this::resolve, "configs/sommelier.conf: this file, or one that it includes", "train/quik.conf");
        file("train = quick");
        assertBad(
                this::resolve,
                "configs/sommelier.conf:1: train is not a setting. Choose a file of configs/train by train=NAME");
    }

    @Test
    void fillsInVariablesOfTheEnvironment() throws IOException {
        file("dataset/flowers.conf", "dataset.path = ${PATH}/flowers");
        assertThat(resolve("dataset=flowers").text("dataset.path")).isEqualTo(System.getenv("PATH") + "/flowers");
        file("dataset/flowers.conf", "dataset.path = ${SOMMELIER_NONE_SUCH}/flowers");
        assertBad(() -> resolve("dataset=flowers"), "configs/dataset/flowers.conf:1: ");
    }

    @Test
    void saysThatTheFileCannotBeReadAndDoesNotPassOverIt() throws IOException {
        Files.createDirectories(home.resolve("configs/sommelier.conf"));
        assertBad(this::resolve, "configs/sommelier.conf: ");
    }

    @Test
    void masksSecretsInWhatIsKept() throws IOException {
        file("serve.http.keys = abc, train.note = \"jdbc:postgresql://me:wine@host/db\"");
        Settings settings = Settings.resolve(home, Map.of("SOMMELIER_UI_BACKEND_KEY", "secret"), List.of());
        assertThat(settings.resolved())
                .containsEntry("serve.http.keys", "***")
                .containsEntry("ui.backend-key", "***")
                .containsEntry("train.note", "jdbc:postgresql://***@host/db")
                .containsEntry("train.epochs", 24)
                .hasSize(ConfigFactory.parseResources("reference.conf")
                        .entrySet()
                        .size());
        assertThat(resolve().resolved()).containsEntry("ui.backend-key", "");
    }

    @Test
    void keepsANumberANumberHoweverItWasGivenAndATextAsItWasWritten() {
        Settings settings = Settings.resolve(
                home, Map.of("SOMMELIER_TRAIN_EPOCHS", "7"), List.of("train.learning-rate=1e-3", "train.note=1.50"));
        assertThat(settings.resolved())
                .containsEntry("train.epochs", 7L)
                .containsEntry("train.learning-rate", 0.001)
                .containsEntry("train.note", "1.50");
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
        "serve.http.port, many, a whole number",
        "serve.http.port, 8080.5, a whole number",
        "train.epochs, 1e20, a whole number up to 2147483647",
        "train.epochs, 4294967297, a whole number up to 2147483647",
        "train.seed, 99999999999999999999, a whole number",
        "serve.http.max-body, big, a size in whole bytes",
        "serve.http.max-body, 1e20, a size in whole bytes",
        "serve.http.max-body, 99999999999999 GiB, a size in whole bytes",
        "serve.http.max-body, -1 MiB, a size in whole bytes",
        "serve.deadline, soon, 'a time, such as'",
        "serve.deadline, 1e20, 'a time, such as'",
        "serve.deadline, 10 fortnights, 'a time, such as'",
        "serve.http.rate.per-second, fast, a number",
        "train.learning-rate, NaN, a number",
        "serve.max-pixels, all, a whole number"
    })
    void namesTheKeyWhoseValueIsOfAnotherType(String key, String value, String expected) throws IOException {
        assertBad(() -> readAll(resolve(key + "=" + value)), key + ": needs " + expected, "got ");
        file(key + " = \"" + value + "\"");
        assertBad(() -> readAll(resolve()), key + ": needs " + expected, "got '" + value + "'");
        file(key + " = null");
        assertBad(() -> readAll(resolve()), key + ": needs " + expected, "got null");
        file(key + " = [1, 2]");
        assertBad(() -> readAll(resolve()), key + ": needs " + expected, "got [1,2]");
    }

    @Test
    void namesTheKeyWhoseValueIsNoPath() throws IOException {
        file("serve.model = \"a\\u0000b\"");
        assertBad(() -> readAll(resolve()), "serve.model: needs the path of a file or folder");
    }

    @Test
    void takesTimesAndSizesWithTheirUnits() {
        assertThat(resolve("serve.deadline=1.5s").duration("serve.deadline")).hasMillis(1500);
        assertThat(resolve("serve.deadline=200").duration("serve.deadline")).hasMillis(200);
        assertThat(resolve("serve.http.max-body=1.5 KiB").bytes("serve.http.max-body"))
                .isEqualTo(1536);
        assertThat(resolve("serve.http.max-body=4096").bytes("serve.http.max-body"))
                .isEqualTo(4096);
        assertThat(resolve("serve.http.rate.per-second=2.5").number("serve.http.rate.per-second"))
                .isEqualTo(2.5);
    }

    private static void readAll(Settings settings) {
        ServiceConfig.of(settings);
        TrainSettings.config(new Settings(
                settings.config().withValue("dataset.path", ConfigValueFactory.fromAnyRef("photos")), settings.home()));
    }

    @ParameterizedTest
    @CsvSource({
        "serve.http.port=70000, serve.http.port",
        "serve.capacity=0, serve.capacity",
        "serve.deadline=1ms, serve.deadline",
        "serve.batch.max-photos=0, serve.batch.max-photos",
        "serve.batch.max-photos=10001, serve.batch.max-photos",
        "serve.batch.max-body=1 TiB, serve.batch.max-body",
        "serve.batch.max-unpacked=0, serve.batch.max-unpacked",
        "serve.batch.body-timeout=1ms, serve.batch.body-timeout",
        "serve.batch.places=-1, serve.batch.places",
        "serve.batch.deadline=0, serve.batch.deadline",
        "serve.grace=-1s, serve.grace",
        "serve.grace=9000h, serve.grace",
        "inference.engine=tensorflow, inference.engine",
        "inference.device=tpu, inference.device",
        "inference.threads=-1, inference.threads",
        "inference.lone-threads=257, inference.lone-threads",
        "serve.max-batch=-1, serve.max-batch",
        "serve.cache.max-bytes=-1, serve.cache.max-bytes",
        "train.epochs=-1, train.epochs",
        "train.learning-rate=0, train.learning-rate",
        "model.name=../escape, model.name",
        "model.architecture=vgg16, model.architecture",
        "dataset.share=0.6, dataset.share",
        "train.threads=-1, train.threads",
        "serve.max-pixels=0, serve.max-pixels",
        "track.system-interval=10ms, track.system-interval",
        "track.mlflow.uri=localhost, track.mlflow.uri"
    })
    void namesTheKeyWhoseValueIsOutOfRange(String setting, String key) {
        assertBad(
                () -> {
                    Settings settings = resolve(setting, "dataset.path=photos");
                    TrainSettings.config(settings);
                    TrackConfig.of(settings, Map.of());
                    ServiceConfig.of(settings);
                },
                key);
    }

    @Test
    void letsMlflowsOwnVariablesInWhereNoTokenIsSet() {
        Map<String, String> theirs = Map.of("MLFLOW_TRACKING_USERNAME", "me", "MLFLOW_TRACKING_PASSWORD", "pw");
        assertThat(TrackConfig.of(resolve(), theirs).mlflow()).isEmpty();
        assertThat(TrackConfig.of(resolve("track.mlflow.uri=http://host"), theirs)
                        .mlflow())
                .hasValueSatisfying(mlflow -> assertThat(mlflow.username()).contains("me"));
        assertThat(TrackConfig.of(resolve("track.mlflow.uri=http://host", "track.mlflow.token=t"), theirs)
                        .mlflow())
                .hasValueSatisfying(mlflow -> {
                    assertThat(mlflow.username()).isEmpty();
                    assertThat(mlflow.token()).contains("t");
                });
    }

    @Test
    void saysThatTheFileCannotBeParsed() throws IOException {
        file("serve { port = ");
        assertBad(this::resolve, "configs/sommelier.conf:1: ");
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
            TrainConfig config = TrainSettings.config(
                    resolve("dataset.path=" + folder, "model.folder=" + folder, "train.weights=" + home + "/w.st"));
            assertThat(config.stated().values())
                    .allSatisfy(value -> assertThat(value.toString()).doesNotStartWith("/"));
            assertThat(config.stated()).containsEntry("train.weights", "w.st").containsEntry("train.epochs", 24);
        }
    }

    private Settings resolve(String... overrides) {
        return Settings.resolve(home, Map.of(), List.of(overrides));
    }

    private void file(String text) throws IOException {
        file("sommelier.conf", text);
    }

    private void file(String name, String text) throws IOException {
        Path file = home.resolve("configs").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void assertBad(ThrowingCallable settings, String start) {
        assertBad(settings, start, "");
    }

    private static void assertBad(ThrowingCallable settings, String start, String part) {
        assertThatThrownBy(settings)
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith(start)
                .hasMessageContaining(part);
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
