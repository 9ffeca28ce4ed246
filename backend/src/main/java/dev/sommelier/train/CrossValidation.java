package dev.sommelier.train;

import dev.sommelier.dataset.Folds;
import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.HeldOut;
import dev.sommelier.evaluate.Score;
import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Judges a recipe by every photo: the photos are dealt into parts, and each part is answered by a network that
/// learnt from the others. Nothing is chosen by what it says, and each answer is the first to its photo.
///
/// @param folder that keeps what is done, so that a run can go on
/// @param bundles makes a bundle of learnt weights
record CrossValidation(
        TrainConfig config, Folds folds, Path folder, Learning learning, Bundles bundles, Progress progress) {

    /// Learns from the training photos of a split.
    @FunctionalInterface
    interface Learning {
        /// @param part of the run, from 0
        /// @param checkpoints of this part
        Weights learn(Split split, int part, Checkpoints checkpoints) throws IOException, InterruptedException;
    }

    /// A bundle of nothing but weights.
    @FunctionalInterface
    interface Bundles {
        Bundle plain(Path folder, Weights learnt) throws IOException;
    }

    HeldOut run() throws IOException, InterruptedException {
        List<HeldOut> parts = new ArrayList<>();
        for (int part = 0; part < folds.parts().size(); part++) {
            parts.add(part(part));
        }
        HeldOut all = HeldOut.joined(parts);
        say("cross-validation", all);
        return all;
    }

    /// How many parts are through, without reading them.
    static int finished(Path folder) {
        int part = 0;
        while (Files.exists(file(folder, part))) {
            part++;
        }
        return part;
    }

    /// Where the checkpoints of a part are.
    static Path part(Path folder, int part) {
        return folder.resolve("part-%d".formatted(part + 1));
    }

    private static Path file(Path folder, int part) {
        return folder.resolve("part-%d.safetensors".formatted(part + 1));
    }

    /// Always from the file, so that a run that goes on counts with the same numbers.
    private HeldOut part(int part) throws IOException, InterruptedException {
        HeldOutFile kept = new HeldOutFile(file(folder, part));
        List<LabelledPhoto> photos = Judgement.photos(folds.parts().get(part));
        if (!Files.exists(kept.file())) {
            learnt(part, kept, photos);
        }
        HeldOut heldOut = kept.read(photos);
        say("part %d of %d".formatted(part + 1, folds.parts().size()), heldOut);
        return heldOut;
    }

    private void learnt(int part, HeldOutFile kept, List<LabelledPhoto> photos)
            throws IOException, InterruptedException {
        Split split = folds.without(part);
        progress.say("Part %d of %d: %d photos to train on, %d to judge by"
                .formatted(part + 1, folds.parts().size(), split.training().size(), photos.size()));
        Checkpoints checkpoints = new Checkpoints(part(folder, part));
        checkpoints.check();
        Weights weights = learning.learn(split, part, checkpoints);
        HeldOut heldOut = ask(weights, split, photos);
        try {
            kept.write(heldOut);
            checkpoints.clear();
        } catch (IOException e) {
            throw new Failure.CannotStart(
                    "%s cannot be written (%s). Make room, then go on with --resume last.".formatted(kept.file(), e));
        }
    }

    private HeldOut ask(Weights weights, Split split, List<LabelledPhoto> photos) throws IOException {
        try (TrialFolder trial = TrialFolder.create()) {
            Bundle bundle = bundles.plain(trial.path().resolve("plain"), weights);
            return HeldOut.of(
                    bundle,
                    Judgement.photos(split.training()),
                    photos,
                    config.data().maxPixels(),
                    trial.path(),
                    progress::checkStop);
        }
    }

    private void say(String what, HeldOut heldOut) {
        Score score = heldOut.score();
        progress.say("%s: accuracy %.3f (95 %%: %.3f to %.3f), loss %.3f; %d photos"
                .formatted(
                        what,
                        score.accuracy(),
                        score.interval().low(),
                        score.interval().high(),
                        score.loss(),
                        score.photos()));
    }
}
