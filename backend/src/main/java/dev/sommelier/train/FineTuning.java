package dev.sommelier.train;

import dev.sommelier.dataset.Augmentation;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Score;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Epochs of learning; the weights of the best one by validation loss are kept.
final class FineTuning {
    private static final int EVALUATION_BATCH = 32;

    private final TrainConfig config;
    private final Preprocessing input;
    private final Split split;
    private final Progress progress;
    private double lowest = Double.POSITIVE_INFINITY;
    private Weights best;

    /// @param start every parameter of the graph
    FineTuning(TrainConfig config, Preprocessing input, Split split, Weights start, Progress progress) {
        this.config = config;
        this.input = input;
        this.split = split;
        this.best = start;
        this.progress = progress;
    }

    /// @param fresh names of parameters that nobody trained yet
    Weights run(Graph graph, Set<String> fresh) throws IOException, InterruptedException {
        TrainConfig.Recipe recipe = config.recipe();
        Preprocessing view = input.withSize(recipe.viewSize(), recipe.viewSize());
        Augmentation augmentation = new Augmentation(recipe.smallestView());
        try (BatchFeed feed = new BatchFeed(split.training(), view, augmentation, recipe.batch(), config.seed());
                Learner learner = new Learner(graph, best, fresh, config, recipe.epochs() * feed.batches())) {
            for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
                epoch(epoch, feed, learner);
            }
        }
        return best;
    }

    private void epoch(int epoch, BatchFeed feed, Learner learner) throws InterruptedException {
        progress.begin(epoch, feed.batches());
        feed.epoch(epoch, batch -> {
            progress.checkStop();
            float loss = learner.step(batch);
            checkFinite(loss, epoch);
            progress.step(loss, batch.count());
        });
        Score score = Score.of(answers(learner, split.validation()), 1);
        // The last step may have gone wrong, and no loss after it says so.
        checkFinite(score.loss(), epoch);
        boolean better = score.loss() < lowest;
        if (better) {
            lowest = score.loss();
            best = learner.weights();
        }
        progress.end(score, better);
    }

    private static void checkFinite(double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new Failure.BadConfig(
                    "train.learning-rate: the loss became %s in epoch %d. Lower it.".formatted(loss, epoch));
        }
    }

    private Answers answers(Learner learner, List<Sample> samples) {
        Answers answers = Answers.none();
        for (int from = 0; from < samples.size(); from += EVALUATION_BATCH) {
            progress.checkStop();
            List<Sample> part = samples.subList(from, Math.min(from + EVALUATION_BATCH, samples.size()));
            float[] logits = learner.logits(batch(part));
            int classes = logits.length / part.size();
            for (int i = 0; i < part.size(); i++) {
                answers.add(
                        Arrays.copyOfRange(logits, i * classes, (i + 1) * classes),
                        part.get(i).photo().label());
            }
        }
        return answers;
    }

    private Batch batch(List<Sample> samples) {
        FloatBuffer images = BatchFeed.direct(samples.size() * input.floats());
        samples.forEach(sample -> sample.input().toTensor(input, images));
        int[] labels = samples.stream().mapToInt(s -> s.photo().label()).toArray();
        return new Batch(images.flip(), labels, input.width());
    }
}
