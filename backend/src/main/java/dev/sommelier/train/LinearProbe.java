package dev.sommelier.train;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/// Multinomial logistic regression on embeddings: the last layer that fits them best, with a quadratic penalty on
/// its weights. The loss has one minimum, which L-BFGS finds in some dozens of passes.
///
/// @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal, On the limited memory BFGS method</a>
final class LinearProbe {
    private static final int MEMORY = 10;
    private static final int PASSES = 300;
    private static final double FLAT = 1e-5;
    private static final double ENOUGH = 1e-4;
    private static final double SHORTEST = 1e-12;

    private final float[][] embeddings;
    private final int[] labels;
    private final int classes;
    private final int width;
    private final double penalty;
    private final double scale;
    private final double smoothing;

    /// A move and how the gradient changed along it.
    private record Step(double[] move, double[] change, double product) {}

    /// @param embeddings one `(D)` for each photo
    /// @param labels class index of each photo
    /// @param penalty times the sum of the squared weights, not of the biases, for embeddings of deviation 1:
    ///     networks differ in it by orders of magnitude, so they are brought to it
    /// @param smoothing part of the target that is spread over all classes
    LinearProbe(float[][] embeddings, int[] labels, int classes, double penalty, double smoothing) {
        this.embeddings = embeddings;
        this.labels = labels;
        this.classes = classes;
        this.width = embeddings[0].length + 1;
        this.penalty = penalty;
        this.scale = scale(embeddings);
        this.smoothing = smoothing;
    }

    /// Brings embeddings to a variance of 1 in the mean over their dimensions.
    private static double scale(float[][] embeddings) {
        double variance = 0;
        for (int d = 0; d < embeddings[0].length; d++) {
            double sum = 0;
            double squares = 0;
            for (float[] embedding : embeddings) {
                sum += embedding[d];
                squares += (double) embedding[d] * embedding[d];
            }
            double mean = sum / embeddings.length;
            variance += (squares / embeddings.length - mean * mean) / embeddings[0].length;
        }
        return variance > 0 ? 1 / Math.sqrt(variance) : 1;
    }

    /// Where the search is.
    private record Point(double[] at, double loss, double[] gradient) {}

    /// Searches from a layer of zeros.
    ///
    /// @param pass called before each look at all photos; what it throws ends the search
    LinearHead fit(Runnable pass) {
        Point here = point(new double[classes * width]);
        Deque<Step> steps = new ArrayDeque<>();
        for (int i = 0; i < PASSES && norm(here.gradient()) > FLAT; i++) {
            pass.run();
            Point next = descend(here, direction(here.gradient(), steps), steps.isEmpty());
            if (!(next.loss() < here.loss())) {
                break;
            }
            remember(steps, here, next);
            here = next;
        }
        return new LinearHead(classes, unscaled(here.at()));
    }

    private double[] unscaled(double[] at) {
        for (int j = 0; j < at.length; j++) {
            at[j] *= j % width == width - 1 ? 1 : scale;
        }
        return at;
    }

    private Point point(double[] at) {
        double[] gradient = new double[at.length];
        return new Point(at, loss(at, gradient), gradient);
    }

    /// Goes as far as it leads down enough, by Armijo's rule.
    private Point descend(Point here, double[] direction, boolean first) {
        double slope = dot(direction, here.gradient());
        double length = first ? 1 / Math.max(1, norm(here.gradient())) : 1;
        Point next = point(moved(here.at(), direction, length));
        while (!(next.loss() <= here.loss() + ENOUGH * length * slope) && length > SHORTEST) {
            length /= 2;
            next = point(moved(here.at(), direction, length));
        }
        return next;
    }

    private static void remember(Deque<Step> steps, Point here, Point next) {
        double[] move = moved(next.at(), here.at(), -1);
        double[] change = moved(next.gradient(), here.gradient(), -1);
        double product = dot(move, change);
        if (product > SHORTEST) {
            steps.addLast(new Step(move, change, product));
        }
        if (steps.size() > MEMORY) {
            steps.removeFirst();
        }
    }

    /// The two loops of L-BFGS: downhill, corrected by how the gradient changed on the way here.
    private static double[] direction(double[] gradient, Deque<Step> steps) {
        double[] direction = gradient.clone();
        double[] parts = new double[steps.size()];
        int i = parts.length;
        for (Iterator<Step> back = steps.descendingIterator(); back.hasNext(); ) {
            Step step = back.next();
            parts[--i] = dot(step.move(), direction) / step.product();
            direction = moved(direction, step.change(), -parts[i]);
        }
        if (!steps.isEmpty()) {
            Step last = steps.getLast();
            scale(direction, last.product() / dot(last.change(), last.change()));
        }
        for (Step step : steps) {
            double part = dot(step.change(), direction) / step.product();
            direction = moved(direction, step.move(), parts[i++] - part);
        }
        scale(direction, -1);
        return direction;
    }

    /// Mean cross-entropy plus penalty at a point, and its gradient.
    private double loss(double[] at, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] p = new double[classes];
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            loss += answer(at, embeddings[i], labels[i], p);
            pull(gradient, embeddings[i], labels[i], p);
        }
        for (int j = 0; j < at.length; j++) {
            if (j % width != width - 1) {
                loss += penalty * at[j] * at[j];
                gradient[j] += 2 * penalty * at[j];
            }
        }
        return loss;
    }

    /// Fills in the probabilities and gives this photo's part of the loss.
    private double answer(double[] at, float[] embedding, int label, double[] p) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            p[c] = score(at, c * width, embedding);
            max = Math.max(max, p[c]);
        }
        double sum = 0;
        double expected = 0;
        for (int c = 0; c < classes; c++) {
            expected += target(c, label) * (p[c] - max);
            p[c] = Math.exp(p[c] - max);
            sum += p[c];
        }
        for (int c = 0; c < classes; c++) {
            p[c] /= sum;
        }
        return (Math.log(sum) - expected) / labels.length;
    }

    private double score(double[] at, int row, float[] embedding) {
        double score = 0;
        for (int d = 0; d < embedding.length; d++) {
            score += at[row + d] * embedding[d];
        }
        return score * scale + at[row + width - 1];
    }

    private void pull(double[] gradient, float[] embedding, int label, double[] p) {
        for (int c = 0; c < classes; c++) {
            double error = (p[c] - target(c, label)) / labels.length;
            int row = c * width;
            for (int d = 0; d < embedding.length; d++) {
                gradient[row + d] += error * scale * embedding[d];
            }
            gradient[row + width - 1] += error;
        }
    }

    private double target(int c, int label) {
        return smoothing / classes + (c == label ? 1 - smoothing : 0);
    }

    private static double[] moved(double[] from, double[] direction, double length) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += length * direction[i];
        }
        return to;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
