package dev.sommelier.train;

import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Score;
import dev.sommelier.evaluate.Temperature;
import dev.sommelier.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Fits the last layer on the embeddings of photos and their mirror images, before anything else moves.
record Probe(Split split, Inputs inputs, double smoothing, Progress progress) {
    /// Weak to strong, for embeddings of variance 1; the one with the lowest validation loss is taken.
    private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1};

    private record Embedded(float[][] embeddings, int[] labels) {}

    private record Fitted(double[] head, double penalty, Score validation) {}

    void fit(Learner learner) {
        progress.say("Fitting the last layer on %d photos and their mirror images"
                .formatted(split.training().size()));
        Embedded training = embed(learner, split.training(), true);
        Embedded validation = embed(learner, split.validation(), false);
        Fitted best = null;
        for (double penalty : PENALTIES) {
            progress.checkStop();
            Fitted fitted = fit(training, validation, penalty);
            best = best == null
                            || fitted.validation().loss() < best.validation().loss()
                    ? fitted
                    : best;
        }
        if (best == null) {
            throw new IllegalStateException("no penalty was tried");
        }
        set(learner, best.head());
        progress.say("linear probe: validation loss %.3f, accuracy %.3f (penalty %s)"
                .formatted(best.validation().loss(), best.validation().accuracy(), best.penalty()));
    }

    private Fitted fit(Embedded training, Embedded validation, double penalty) {
        double[] head = new LinearProbe(training.embeddings(), training.labels(), inputs.classes(), penalty, smoothing)
                .fit(progress::checkStop);
        Answers answers = Answers.none();
        for (int i = 0; i < validation.labels().length; i++) {
            answers.add(logits(head, validation.embeddings()[i]), validation.labels()[i]);
        }
        return new Fitted(head, penalty, Score.of(answers, Temperature.fit(answers)));
    }

    private float[] logits(double[] head, float[] embedding) {
        float[] logits = new float[inputs.classes()];
        for (int c = 0; c < logits.length; c++) {
            int row = c * (embedding.length + 1);
            double logit = head[row + embedding.length];
            for (int d = 0; d < embedding.length; d++) {
                logit += head[row + d] * embedding[d];
            }
            logits[c] = (float) logit;
        }
        return logits;
    }

    private Embedded embed(Learner learner, List<Sample> photos, boolean mirroredToo) {
        List<float[]> embeddings = new ArrayList<>();
        for (boolean mirrored : mirroredToo ? new boolean[] {false, true} : new boolean[] {false}) {
            inputs.each(photos, mirrored, mirrored ? "mirror images" : "embedding", batch -> {
                float[] all = learner.embeddings(batch);
                int width = all.length / batch.count();
                for (int i = 0; i < batch.count(); i++) {
                    embeddings.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
                }
            });
        }
        int[] labels = new int[embeddings.size()];
        Arrays.setAll(labels, i -> photos.get(i % photos.size()).photo().label());
        return new Embedded(embeddings.toArray(float[][]::new), labels);
    }

    private void set(Learner learner, double[] head) {
        int classes = inputs.classes();
        int width = head.length / classes;
        float[] weight = new float[classes * (width - 1)];
        float[] bias = new float[classes];
        for (int i = 0; i < head.length; i++) {
            if (i % width == width - 1) {
                bias[i / width] = (float) head[i];
            } else {
                weight[i / width * (width - 1) + i % width] = (float) head[i];
            }
        }
        learner.setHead(new Tensor(List.of(classes, width - 1), weight), new Tensor(List.of(classes), bias));
    }
}
