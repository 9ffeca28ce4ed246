package dev.sommelier.train;

import dev.sommelier.dataset.Folds;
import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.Pictures;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.dataset.SplitManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The photos of a run, decoded and shared out.
///
/// @param labels names of the classes, by their index
record TrainingData(List<String> labels, Split split, Pictures pictures) {
    /// Few enough that a stop is heard soon, many enough for all cores.
    private static final int DECODED_AT_ONCE = 64;

    /// @param kept split of the run that is taken up again
    /// @throws dev.sommelier.failure.Failure.BadDataset if the photos are others than those of the kept split
    static TrainingData read(
            TrainConfig.Data config, Pictures pictures, Optional<SplitManifest> kept, Progress progress) {
        PhotoFolder folder = PhotoFolder.read(config.folder());
        List<Sample> samples = samples(folder.photos(), pictures, progress);
        // The same photos give the same split, in the same order; the kept one says if they are others.
        kept.ifPresent(manifest -> manifest.split(config.folder(), folder.labels(), samples));
        Split split = split(config, samples, folder.labels());
        progress.say("%d photos of %s: %s"
                .formatted(samples.size(), String.join(", ", folder.labels()), shares(config, split)));
        return new TrainingData(folder.labels(), split, pictures);
    }

    /// Cross-validation needs no photos that are kept for nothing else.
    private static Split split(TrainConfig.Data config, List<Sample> samples, List<String> labels) {
        return config.folds() == 0
                ? Split.of(samples, labels, config.share(), config.seed())
                : Folds.of(samples, labels, config.folds(), config.seed()).whole();
    }

    private static String shares(TrainConfig.Data config, Split split) {
        return config.folds() > 0
                ? "dealt into %d parts".formatted(config.folds())
                : "%d to train on, %d for validation, %d for the test"
                        .formatted(
                                split.training().size(),
                                split.validation().size(),
                                split.test().size());
    }

    /// The parts of a cross-validation.
    Folds folds(TrainConfig.Data config) {
        return Folds.of(split.training(), labels, config.folds(), config.seed());
    }

    /// The same photos, shared out otherwise.
    TrainingData with(Split other) {
        return new TrainingData(labels, other, pictures);
    }

    /// Puts on record who sees which photos.
    SplitManifest manifest(TrainConfig.Data config) {
        return SplitManifest.of(config.folder(), labels, split, config.share(), config.seed());
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
