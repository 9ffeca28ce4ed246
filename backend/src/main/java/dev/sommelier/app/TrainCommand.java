package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.train.TrainConfig;
import dev.sommelier.train.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Trains a model on a folder of photos.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Train a model on a folder that holds a folder of photos for each class.",
        footer = {"", "Example:", "  ./sommelier train dataset.path=photos model.name=pets"})
final class TrainCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() throws Exception {
        TrainConfig config = config(settings.resolve());
        Termination termination = new Termination();
        try {
            Bundle bundle = new Training(config, System.out, termination::asked).run();
            System.out.println("published " + bundle.folder());
            return 0;
        } catch (CancellationException e) {
            spec.commandLine().getErr().println("sommelier: stopped, and nothing was published");
            return termination.exitCode();
        }
    }

    static TrainConfig config(Settings settings) {
        if (settings.text("dataset.path").isEmpty()) {
            throw new Failure.BadConfig("dataset.path is not set. Give the folder of photos: dataset.path=FOLDER");
        }
        Map<String, Object> stated = settings.stated("dataset", "model", "train");
        // Where things lie on this machine says nothing to whoever reads the model's card.
        for (String key : List.of("dataset.path", "model.folder", "train.weights")) {
            stated.put(key, fileName(settings.text(key)));
        }
        return new TrainConfig(
                settings.path("dataset.path"),
                settings.number("dataset.share"),
                settings.text("model.name"),
                settings.path("model.folder"),
                settings.text("model.architecture"),
                weights(settings),
                recipe(settings),
                settings.whole("train.seed"),
                Processors.orAll(settings.integer("train.threads")),
                settings.whole("serve.max-pixels"),
                stated);
    }

    private static TrainConfig.Recipe recipe(Settings settings) {
        return new TrainConfig.Recipe(
                settings.integer("train.epochs"),
                settings.integer("train.batch"),
                settings.integer("train.view-size"),
                settings.number("train.learning-rate"),
                settings.number("train.pretrained-factor"),
                settings.number("train.weight-decay"),
                settings.number("train.label-smoothing"),
                settings.number("train.smallest-view"));
    }

    private static Optional<Path> weights(Settings settings) {
        return settings.text("train.weights").isEmpty()
                ? Optional.empty()
                : Optional.of(settings.path("train.weights"));
    }

    private static String fileName(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? "" : name.toString();
    }
}
