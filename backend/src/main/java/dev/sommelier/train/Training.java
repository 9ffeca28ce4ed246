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
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// A whole run: from a folder of photos to a published bundle.
public final class Training {
    private final TrainConfig config;
    private final Preprocessing input = Preprocessing.imagenet();
    private final PhotoReader reader;
    private final Progress progress;

    public Training(TrainConfig config, PrintStream out) {
        this.config = config;
        this.reader = new PhotoReader(input, config.maxPixels());
        this.progress = new Progress(out, config.recipe().epochs());
    }

    /// @throws Failure if photos, weights or settings do not allow it
    public Bundle run() throws IOException, InterruptedException {
        PhotoFolder folder = PhotoFolder.read(config.dataset());
        Graph graph = ResNet.of(config.architecture()).graph(folder.labels().size());
        Weights known = startingWeights();
        List<Sample> samples = new Samples(reader, this::skip).decode(folder.photos());
        Split split = Split.of(samples, folder.labels(), config.share(), config.seed());
        progress.say("%d photos of %s: %d to train on, %d for validation, %d for the test"
                .formatted(
                        samples.size(),
                        String.join(", ", folder.labels()),
                        split.training().size(),
                        split.validation().size(),
                        split.test().size()));
        FreshWeights.Completed start = new FreshWeights(config.seed()).complete(graph, known);
        Weights learnt = new FineTuning(config, input, split, start.weights(), progress).run(graph, start.fresh());
        return new Publication(config, reader, folder.labels(), split, progress).publish(learnt);
    }

    private void skip(LabelledPhoto photo, String reason) {
        progress.say("left out %s: %s".formatted(photo.file(), reason));
    }

    private Weights startingWeights() {
        if (config.weights().isEmpty()) {
            progress.say("train.weights is not set: every layer starts fresh, which takes many photos and epochs");
            return new Weights(Map.of());
        }
        try {
            return Safetensors.read(config.weights().get());
        } catch (IOException e) {
            throw new Failure.BadConfig(
                    "train.weights: %s: %s".formatted(config.weights().get(), e.getMessage()));
        }
    }
}
