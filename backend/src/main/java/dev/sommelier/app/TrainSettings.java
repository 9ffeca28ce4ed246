package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.train.DownloadConfig;
import dev.sommelier.train.Recipe;
import dev.sommelier.train.TrainConfig;
import dev.sommelier.train.WeightsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What training needs of the settings.
record TrainSettings(Settings settings) {
    /// Paths, which mean something else to whoever stands in another folder.
    private static final List<String> PATHS =
            List.of("dataset.path", "dataset.cache", "model.folder", "train.weights", "track.folder");

    static TrainConfig config(Settings settings) {
        return new TrainSettings(settings).config();
    }

    private TrainConfig config() {
        if (settings.text("dataset.path").isEmpty()) {
            throw new Failure.BadConfig("dataset.path is not set. Give the folder of photos: dataset.path=FOLDER");
        }
        Recipe recipe = recipe();
        TrainConfig.Data data = data();
        // A download comes last: whatever else is wrong is to be said before it.
        return new TrainConfig(
                data,
                settings.text("model.name"),
                settings.path("model.folder"),
                settings.text("model.architecture"),
                weights().map(source -> source.resolve(downloads())),
                recipe,
                settings.whole("train.seed"),
                Processors.orAll(settings.integer("train.threads")),
                settings.integer("model.thumbnails"),
                stated());
    }

    /// Where things lie on this machine says nothing to whoever reads the model's card.
    private Map<String, Object> stated() {
        Map<String, Object> stated = settings.stated("dataset", "model", "train");
        PATHS.stream().filter(stated::containsKey).forEach(key -> stated.put(key, fileName(settings.text(key))));
        stated.put("train.weights", weights().map(WeightsSource::stated).orElse(""));
        return stated;
    }

    /// Every setting, so that the run can be taken up again from any folder.
    static Map<String, Object> kept(Settings settings) {
        Map<String, Object> kept = settings.resolved();
        PATHS.stream()
                .filter(key -> !settings.text(key).isEmpty() && isPath(key, settings))
                .forEach(
                        key -> kept.put(key, settings.path(key).toAbsolutePath().toString()));
        return kept;
    }

    /// Weights may also be an address.
    private static boolean isPath(String key, Settings settings) {
        return !key.equals("train.weights") || Files.exists(settings.path(key));
    }

    private TrainConfig.Data data() {
        return new TrainConfig.Data(
                settings.path("dataset.path"),
                settings.number("dataset.share"),
                settings.whole("dataset.seed"),
                settings.integer("dataset.folds"),
                settings.whole("serve.max-pixels"),
                settings.text("dataset.cache").isEmpty()
                        ? UserCache.folder().resolve("pictures")
                        : settings.path("dataset.cache"));
    }

    private Optional<WeightsSource> weights() {
        String text = settings.text("train.weights");
        String sha256 = settings.text("train.weights-sha256");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(WeightsSource.of(text, () -> settings.path("train.weights"), sha256));
    }

    /// Ctrl-C ends the process in the middle of it, and the next run goes on from there.
    private static DownloadConfig downloads() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        return DownloadConfig.standard(UserCache.folder().resolve("weights"), System.out, terminal);
    }

    private Recipe recipe() {
        return new Recipe(
                settings.integer("train.epochs"),
                settings.integer("train.patience"),
                settings.integer("train.batch"),
                settings.flag("train.probe"),
                settings.number("train.label-smoothing"),
                settings.number("train.dropout"),
                settings.number("train.averaging"),
                rates(),
                views());
    }

    private Recipe.Rates rates() {
        return new Recipe.Rates(
                settings.number("train.learning-rate"),
                settings.number("train.pretrained-factor"),
                settings.number("train.layer-decay"),
                settings.number("train.warm-up"),
                settings.number("train.weight-decay"),
                settings.integer("train.frozen-stages"),
                settings.flag("train.frozen-norms"));
    }

    private Recipe.Views views() {
        return new Recipe.Views(
                settings.integer("train.view-size"),
                settings.number("train.smallest-view"),
                settings.flag("train.flip"),
                settings.number("train.colour-jitter"),
                settings.number("train.mixup"),
                settings.number("train.cutmix"));
    }

    private static String fileName(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? "" : name.toString();
    }
}
