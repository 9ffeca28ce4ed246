package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Samples;
import dev.sommelier.dataset.Split;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.network.FreshWeights;
import dev.sommelier.network.Graph;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A whole run: from a folder of photos to a published bundle.
public final class Training {
    /// Few enough that a stop is heard soon, many enough for all cores.
    private static final int DECODED_AT_ONCE = 64;

    private final TrainConfig config;
    private final Preprocessing input = Preprocessing.imagenet();
    private final PhotoReader reader;
    private final Progress progress;

    /// @param stop asked between steps whether the run is to end early
    public Training(TrainConfig config, PrintStream out, BooleanSupplier stop) {
        this.config = config;
        this.reader = new PhotoReader(input, config.maxPixels());
        this.progress = new Progress(out, config.recipe().epochs(), stop);
    }

    /// @throws Failure if photos, weights or settings do not allow it
    /// @throws java.util.concurrent.CancellationException if it was stopped; nothing is published then
    public Bundle run() throws IOException, InterruptedException {
        checkFolder();
        PhotoFolder folder = PhotoFolder.read(config.dataset());
        Graph graph = ResNet.of(config.architecture()).graph(folder.labels().size());
        Weights known = startingWeights(graph);
        List<Sample> samples = samples(folder.photos());
        Split split = Split.of(samples, folder.labels(), config.share(), config.seed());
        progress.say("%d photos of %s: %d to train on, %d for validation, %d for the test"
                .formatted(
                        samples.size(),
                        String.join(", ", folder.labels()),
                        split.training().size(),
                        split.validation().size(),
                        split.test().size()));
        FreshWeights.Completed start = new FreshWeights(config.seed()).complete(graph, known);
        progress.say("Layers that start fresh: " + layers(start.fresh()));
        Weights learnt = new FineTuning(config, input, split, start.weights(), progress).run(graph, start.fresh());
        return new Publication(config, reader, folder.labels(), split, progress).publish(learnt);
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

    private List<Sample> samples(List<LabelledPhoto> photos) {
        Samples decoder = new Samples(reader, this::skip);
        List<Sample> samples = new ArrayList<>();
        for (int from = 0; from < photos.size(); from += DECODED_AT_ONCE) {
            progress.checkStop();
            samples.addAll(decoder.decode(photos.subList(from, Math.min(from + DECODED_AT_ONCE, photos.size()))));
        }
        return samples;
    }

    private void skip(LabelledPhoto photo, String reason) {
        progress.say("left out %s: %s".formatted(photo.file(), reason));
    }

    private Weights startingWeights(Graph graph) {
        if (config.weights().isEmpty()) {
            progress.say("train.weights is not set: every layer starts fresh, which takes many photos and epochs");
            return new Weights(Map.of());
        }
        return new StartingWeights(config.weights().get(), graph).read();
    }

    /// The layers' names as far as a person tells them apart, for example `layer4, fc`.
    private static String layers(Set<String> parameters) {
        return parameters.isEmpty()
                ? "none"
                : parameters.stream()
                        .map(name -> name.substring(0, name.indexOf('.')))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
