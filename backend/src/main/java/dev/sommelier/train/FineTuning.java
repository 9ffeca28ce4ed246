package dev.sommelier.train;

import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Score;
import dev.sommelier.evaluate.Temperature;
import dev.sommelier.failure.Failure;
import dev.sommelier.network.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Epochs of learning; the weights of the best one by validation loss are kept. Where no photos are kept for
/// validation, there are as many epochs as asked for, and the weights of the last one are kept.
final class FineTuning {
    private final TrainConfig config;
    private final Split split;
    private final Inputs inputs;
    private final Checkpoints checkpoints;
    private final Progress progress;

    FineTuning(TrainConfig config, Split split, Inputs inputs, Checkpoints checkpoints, Progress progress) {
        this.config = config;
        this.split = split;
        this.inputs = inputs;
        this.checkpoints = checkpoints;
        this.progress = progress;
    }

    /// Goes on from the last checkpoint if there is one, else from the learner as it is.
    Weights run(Learner learner, BatchFeed feed) throws InterruptedException {
        Optional<Checkpoints.Checkpoint> last = checkpoints.last();
        if (last.isEmpty() && config.recipe().probe()) {
            new Probe(split, inputs, config.recipe().labelSmoothing(), progress).fit(learner);
        }
        last.ifPresent(checkpoint -> resume(checkpoint, learner));
        Standing standing = last.map(Checkpoints.Checkpoint::standing).orElseGet(() -> start(learner));
        Weights best = last.map(Checkpoints.Checkpoint::best).orElseGet(learner::weights);
        Recipe recipe = config.recipe();
        Schedule schedule = new Schedule(
                Math.multiplyExact(recipe.epochs(), feed.batches()),
                recipe.rates().warmUp());
        while (standing.epoch() < recipe.epochs() && standing.waited() < recipe.patience()) {
            learn(learner, feed, schedule, standing);
            standing = standing.after(feed.batches());
            standing = judged(learner, standing);
            if (standing.best()) {
                best = learner.averaged(learner::weights);
            }
            checkpoints.save(new Checkpoints.Checkpoint(standing, learner.weights(), learner.memory(), best));
        }
        return best;
    }

    /// Says how the epoch went, before the checkpoint is written: a resumed run leaves out what was told after it.
    private Standing judged(Learner learner, Standing standing) {
        if (split.validation().isEmpty()) {
            progress.end(Optional.empty(), false);
            return standing.newest();
        }
        Score score = learner.averaged(() -> score(learner));
        checkFinite(score.loss(), standing.epoch());
        Standing judged = standing.judged(score.loss());
        progress.end(Optional.of(score), judged.best());
        return judged;
    }

    private void resume(Checkpoints.Checkpoint checkpoint, Learner learner) {
        learner.restore(checkpoint.learned(), checkpoint.memory());
        progress.say("Going on after epoch %d".formatted(checkpoint.standing().epoch()));
    }

    /// A linear probe may turn out to be the best that there is.
    private Standing start(Learner learner) {
        Standing start = Standing.start();
        return config.recipe().probe() && !split.validation().isEmpty()
                ? start.judged(score(learner).loss())
                : start;
    }

    private void learn(Learner learner, BatchFeed feed, Schedule schedule, Standing before)
            throws InterruptedException {
        int epoch = before.epoch() + 1;
        progress.begin(epoch, feed.batches());
        AtomicInteger step = new AtomicInteger(before.step());
        try (Bar bar =
                progress.bar("epoch %d of %d".formatted(epoch, config.recipe().epochs()), feed.photos())) {
            feed.epoch(epoch, batch -> {
                progress.checkStop();
                step(learner, batch, step.incrementAndGet(), schedule.at(step.get()), epoch);
                bar.add(batch.count(), progress.figures().note());
            });
        }
        progress.learned();
    }

    private void step(Learner learner, Batch batch, int step, double part, int epoch) {
        long started = System.nanoTime();
        Learner.Step learnt = learner.step(batch, step, part);
        checkFinite(learnt.loss(), epoch);
        progress.step(step, batch.count(), learnt, part, System.nanoTime() - started);
    }

    private static void checkFinite(double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new Failure.BadConfig("train.learning-rate: the loss became %s in epoch %d. Lower it and start anew."
                    .formatted(loss, epoch));
        }
    }

    /// At the temperature that would be served: how sharp the logits are is put right afterwards anyway.
    private Score score(Learner learner) {
        Answers answers = Answers.none();
        List<Sample> photos = split.validation();
        inputs.each(photos, false, "validation", batch -> {
            float[] logits = learner.logits(batch);
            int classes = batch.classes();
            for (int i = 0; i < batch.count(); i++) {
                int label = photos.get(answers.size()).photo().label();
                answers.add(Arrays.copyOfRange(logits, i * classes, (i + 1) * classes), label);
            }
        });
        return Score.of(answers, Temperature.fit(answers));
    }
}
