package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.Pictures;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.dataset.SplitManifest;
import dev.sommelier.track.Tracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The photos of a run, decoded and shared out.
///
/// @param labels names of the classes, by their index
record TrainingData(List<String> labels, Split split, Pictures pictures) {
    /// Few enough that a stop is heard soon, many enough for all cores.
    private static final int DECODED_AT_ONCE = 64;

    static TrainingData read(TrainConfig.Data config, Pictures pictures, Progress progress) {
        PhotoFolder folder = PhotoFolder.read(config.folder());
        List<Sample> samples = samples(folder.photos(), pictures, progress);
        Split split = Split.of(samples, folder.labels(), config.share(), config.seed());
        progress.say("%d photos of %s: %d to train on, %d for validation, %d for the test"
                .formatted(
                        samples.size(),
                        String.join(", ", folder.labels()),
                        split.training().size(),
                        split.validation().size(),
                        split.test().size()));
        return new TrainingData(folder.labels(), split, pictures);
    }

    /// Puts on record who sees which photos.
    void keep(TrainConfig.Data config, Tracker tracker) throws IOException {
        SplitManifest manifest = SplitManifest.of(config.folder(), labels, split, config.share(), config.seed());
        tracker.artefact("split.json", manifest.bytes());
    }

    private static List<Sample> samples(List<LabelledPhoto> photos, Pictures pictures, Progress progress) {
        List<Sample> samples = new ArrayList<>();
        try (Bar bar = progress.bar("reading photos", photos.size())) {
            for (int from = 0; from < photos.size(); from += DECODED_AT_ONCE) {
                progress.checkStop();
                List<LabelledPhoto> some = photos.subList(from, Math.min(from + DECODED_AT_ONCE, photos.size()));
                samples.addAll(pictures.read(
                        some, (photo, reason) -> progress.say("left out %s: %s".formatted(photo.file(), reason))));
                bar.add(some.size(), "");
            }
        }
        return samples;
    }
}
