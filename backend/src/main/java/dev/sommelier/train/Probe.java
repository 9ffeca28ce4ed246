package dev.sommelier.train;

import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Score;
import dev.sommelier.evaluate.Temperature;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Fits the last layer on the embeddings of photos and their mirror images, before anything else moves.
record Probe(Split split, Inputs inputs, double smoothing, Progress progress) {
    /// Weak to strong; the one with the lowest loss on other photos is taken.
    private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1};

    /// Where no photos are kept for validation, each of so many parts takes its turn.
    private static final int PARTS = 5;

    private record Tried(double penalty, Score score) {}

    /// Sets the learner's last layer.
    void fit(Learner learner) {
        progress.say("Fitting the last layer on %d photos and their mirror images"
                .formatted(split.training().size()));
        Embedded training = Embedded.of(learner, inputs, split.training(), true);
        Embedded validation = Embedded.of(learner, inputs, split.validation(), false);
        Tried best = DoubleStream.of(PENALTIES)
                .mapToObj(penalty -> tried(training, validation, penalty))
                .min(Comparator.comparingDouble(tried -> tried.score().loss()))
                .orElseThrow();
        LinearHead head = head(training, best.penalty());
        learner.setHead(head.weight(), head.bias());
        progress.say("linear probe: %s loss %.3f, accuracy %.3f (penalty %s)"
                .formatted(
                        validation.size() > 0 ? "validation" : "cross-validated",
                        best.score().loss(),
                        best.score().accuracy(),
                        best.penalty()));
    }

    private Tried tried(Embedded training, Embedded validation, double penalty) {
        Answers answers = Answers.none();
        if (validation.size() > 0) {
            answer(head(training, penalty), validation, answers);
        } else {
            for (int part = 0; part < PARTS; part++) {
                int own = part;
                int photos = split.training().size();
                Embedded others =
                        training.only(IntStream.range(0, training.size()).filter(i -> i % photos % PARTS != own));
                Embedded held = training.only(IntStream.range(0, photos).filter(i -> i % PARTS == own));
                answer(head(others, penalty), held, answers);
            }
        }
        return new Tried(penalty, Score.of(answers, Temperature.fit(answers)));
    }

    private LinearHead head(Embedded training, double penalty) {
        progress.checkStop();
        return new LinearProbe(training.embeddings(), training.labels(), inputs.classes(), penalty, smoothing)
                .fit(progress::checkStop);
    }

    private static void answer(LinearHead head, Embedded photos, Answers answers) {
        for (int i = 0; i < photos.size(); i++) {
            answers.add(head.logits(photos.embeddings()[i]), photos.labels()[i]);
        }
    }
}
