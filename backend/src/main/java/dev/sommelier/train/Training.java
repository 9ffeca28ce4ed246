package dev.sommelier.train;

import dev.sommelier.dataset.Folds;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.Pictures;
import dev.sommelier.dataset.SplitManifest;
import dev.sommelier.evaluate.HeldOut;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import dev.sommelier.network.FreshWeights;
import dev.sommelier.network.Graph;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A whole run: from a folder of photos to a published bundle.
public final class Training {
    private static final String CHECKPOINTS = "checkpoint";

    private final TrainConfig config;
    private final Console console;
    private final BooleanSupplier stop;
    private final Preprocessing input = Preprocessing.imagenet();
    private final PhotoReader reader;

    /// @param console where a person watches
    /// @param stop asked between steps whether the run is to end early
    public Training(TrainConfig config, Console console, BooleanSupplier stop) {
        this.config = config;
        this.console = console;
        this.stop = stop;
        this.reader = new PhotoReader(input, config.data().maxPixels());
    }

    /// Epochs that a run can go on after, counted through all its trainings.
    ///
    /// @param run its folder
    public int finishedEpochs(Path run) {
        Path folder = run.resolve(CHECKPOINTS);
        int parts = CrossValidation.finished(folder);
        int within =
                Math.max(new Checkpoints(folder).epoch(), new Checkpoints(CrossValidation.part(folder, parts)).epoch());
        return parts * config.recipe().epochs() + within;
    }

    /// What can be found wrong within moments, before anything is begun.
    ///
    /// @throws Failure if there are no photos to train on, no weights to start from, or no place for the model
    public void check() {
        checkFolder();
        PhotoFolder.read(config.data().folder());
        config.weights().filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw new Failure.BadConfig("train.weights: %s is not a file".formatted(file));
        });
    }

    /// Goes on from the journal's last checkpoint, where there is one: to the same bundle as if nothing had been
    /// in between.
    ///
    /// @throws Failure if photos, weights or settings do not allow it, or the disk is full
    /// @throws java.util.concurrent.CancellationException if it was stopped; nothing is published then
    public Bundle run(Journal journal) throws IOException, InterruptedException {
        Progress progress = new Progress(
                console,
                journal.tracker(),
                config.recipe().epochs(),
                config.data().folds() + 1,
                stop);
        Checkpoints checkpoints = new Checkpoints(journal.folder().resolve(CHECKPOINTS));
        check();
        Optional<Bundle> published = published(journal);
        if (published.isPresent()) {
            progress.say("It was published already.");
            return journal.published(published.get());
        }
        checkpoints.check();
        Pictures pictures = new Pictures(reader, config.data().cache());
        TrainingData data = TrainingData.read(config.data(), pictures, checkpoints.split(), progress);
        Graph graph = ResNet.of(config.architecture()).graph(data.labels().size());
        StartingWeights.Loaded known = startingWeights(graph, progress);
        FreshWeights.Completed start = new FreshWeights(config.seed(), true).complete(graph, known.weights());
        SplitManifest split = data.manifest(config.data());
        checkpoints.keep(split);
        journal.tracker().artefact("split.json", split.bytes());
        progress.say("Layers that start fresh: " + layers(start.fresh()));
        Publication publication =
                new Publication(config, input, data, journal, progress, known.sha256(), split.datasetSha256());
        Bundle bundle = config.data().folds() == 0
                ? publication.publish(graph, learn(graph, start, data, checkpoints, progress))
                : crossValidated(graph, start, data, checkpoints, publication, progress);
        clear(checkpoints, progress);
        return journal.published(bundle);
    }

    /// Judges the recipe part by part, then lets a network learn from all photos.
    private Bundle crossValidated(
            Graph graph,
            FreshWeights.Completed start,
            TrainingData data,
            Checkpoints checkpoints,
            Publication publication,
            Progress progress)
            throws IOException, InterruptedException {
        Folds folds = data.folds(config.data());
        CrossValidation validation = new CrossValidation(
                config,
                folds,
                checkpoints.folder(),
                (split, part, own) -> {
                    progress.part(part);
                    return learn(graph, start, data.with(split), own, progress);
                },
                (folder, learnt) -> publication.plain(folder, graph, learnt),
                progress);
        HeldOut heldOut = validation.run();
        progress.say(
                "All %d photos to train on".formatted(data.split().training().size()));
        progress.part(folds.parts().size());
        Weights learnt = learn(graph, start, data, checkpoints, progress);
        return publication.publish(graph, learnt, heldOut, folds.parts().size());
    }

    /// A run that was killed after its model was published needs no other one.
    private Optional<Bundle> published(Journal journal) {
        Versions versions = new Versions(config.models().resolve(config.name()));
        if (versions.numbers().isEmpty()) {
            return Optional.empty();
        }
        Bundle newest = Versions.open(versions.folder());
        Object run = newest.card().provenance().get("run");
        return journal.name().equals(run) ? Optional.of(newest) : Optional.empty();
    }

    private static void clear(Checkpoints checkpoints, Progress progress) {
        try {
            checkpoints.clear();
        } catch (IOException e) {
            progress.say("the checkpoint could not be deleted (%s)".formatted(e));
        }
    }

    private StartingWeights.Loaded startingWeights(Graph graph, Progress progress) {
        if (config.weights().isEmpty()) {
            progress.say("train.weights is not set: every layer starts fresh, which takes many photos and epochs");
            return new StartingWeights.Loaded(new Weights(Map.of()), "");
        }
        return new StartingWeights(config.weights().get(), graph).load();
    }

    private Weights learn(
            Graph graph, FreshWeights.Completed start, TrainingData data, Checkpoints checkpoints, Progress progress)
            throws IOException, InterruptedException {
        Inputs inputs = new Inputs(data.pictures(), input, data.labels().size(), progress);
        try (Learner learner = Learner.of(graph, start.weights(), start.fresh(), config);
                BatchFeed feed = new BatchFeed(data, input, config)) {
            return new FineTuning(config, data.split(), inputs, checkpoints, progress).run(learner, feed);
        }
    }

    /// Said before hours of training, and not after.
    private void checkFolder() {
        Path folder = config.models().resolve(config.name()).toAbsolutePath();
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                if (!Files.isDirectory(path) || !Files.isWritable(path)) {
                    throw new Failure.CannotStart(
                            "model.folder: nothing can be published in %s. Set another folder.".formatted(folder));
                }
                return;
            }
        }
    }

    /// The layers' names as far as a person tells them apart, for example `layer4, fc`.
    private static String layers(Set<String> parameters) {
        return parameters.isEmpty()
                ? "none"
                : parameters.stream()
                        .filter(name -> !name.endsWith(".num_batches_tracked"))
                        .map(name -> name.substring(0, name.indexOf('.')))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
