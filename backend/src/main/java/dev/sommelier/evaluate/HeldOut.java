package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.EmbeddingGaussian;
import dev.sommelier.model.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// What networks say of photos that they have not learnt from, and of pictures of other things.
///
/// @param answers as served
/// @param flipAveraged mean of the answers to the photo and its mirror image
/// @param familiar how familiar each photo is, 0 to 1: the lower of what floats and whole numbers say
/// @param foreign the same of pictures of [OtherThings]
/// @param int8 empty where a network cannot compute in whole numbers
public record HeldOut(
        List<LabelledPhoto> photos,
        Answers answers,
        Answers flipAveraged,
        double[] familiar,
        double[] foreign,
        Optional<InBytes> int8) {

    /// @param loss accuracy that whole numbers lose
    /// @param agreement part of the photos with the same class in both
    /// @param difference mean absolute one of a logit
    public record InBytes(double loss, double agreement, double difference) {}

    /// Asks through the reader and the engine that serve.
    ///
    /// @param bundle of the network
    /// @param training photos that it learnt from
    /// @param photos others
    /// @param maxPixels larger photos are refused
    /// @param cache for what engines compile
    /// @param step called before each photo; what it throws ends it all
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public static HeldOut of(
            Bundle bundle,
            List<LabelledPhoto> training,
            List<LabelledPhoto> photos,
            long maxPixels,
            Path cache,
            Runnable step)
            throws IOException {
        Optional<Int8Measure.Result> int8 = Int8Measure.of(bundle, training, photos, maxPixels, cache, step);
        try (Evaluation evaluation = Evaluation.onCpu(bundle, maxPixels, cache)) {
            Question<Observation> question = Observation.question(false);
            List<Observation> seen = evaluation.each(photos, (photo, asker) -> {
                step.run();
                return question.answer(photo, asker);
            });
            Optional<EmbeddingGaussian> known = gaussian(evaluation.embed(training));
            double[] inFloats =
                    scores(known, seen.stream().map(Observation::embedding).toList());
            return new HeldOut(
                    photos,
                    answers(photos, seen, Observation::logits),
                    answers(photos, seen, Observation::flipAveraged),
                    int8.map(bytes -> lower(inFloats, scores(known, bytes.embeddings())))
                            .orElse(inFloats),
                    scores(known, evaluation.embedOtherThings()),
                    int8.map(bytes ->
                            new InBytes(bytes.int8().accuracyLoss(), bytes.agreement(), bytes.logitDifference())));
        }
    }

    private static Optional<EmbeddingGaussian> gaussian(List<float[]> training) {
        try {
            return Optional.of(new EmbeddingGaussian(training));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static double[] scores(Optional<EmbeddingGaussian> known, List<float[]> embeddings) {
        return known.map(gaussian ->
                        embeddings.stream().mapToDouble(gaussian::familiarity).toArray())
                .orElseGet(() -> new double[0]);
    }

    private static double[] lower(double[] a, double[] b) {
        double[] lower = new double[a.length];
        Arrays.setAll(lower, i -> Math.min(a[i], b[i]));
        return lower;
    }

    private static Answers answers(
            List<LabelledPhoto> photos, List<Observation> seen, Function<Observation, float[]> logits) {
        return new Answers(
                seen.stream().map(logits).toList(),
                photos.stream().map(LabelledPhoto::label).toList());
    }

    /// Of all parts together.
    public static HeldOut joined(List<HeldOut> parts) {
        return new HeldOut(
                parts.stream().flatMap(part -> part.photos().stream()).toList(),
                joined(parts, HeldOut::answers),
                joined(parts, HeldOut::flipAveraged),
                all(parts, HeldOut::familiar),
                all(parts, HeldOut::foreign),
                inBytes(parts));
    }

    private static Answers joined(List<HeldOut> parts, Function<HeldOut, Answers> which) {
        Answers all = Answers.none();
        for (HeldOut part : parts) {
            Answers some = which.apply(part);
            for (int i = 0; i < some.size(); i++) {
                all.add(some.logits().get(i), some.truth().get(i));
            }
        }
        return all;
    }

    private static double[] all(List<HeldOut> parts, Function<HeldOut, double[]> which) {
        return parts.stream().map(which).flatMapToDouble(DoubleStream::of).toArray();
    }

    private static Optional<InBytes> inBytes(List<HeldOut> parts) {
        if (parts.stream().anyMatch(part -> part.int8().isEmpty())) {
            return Optional.empty();
        }
        double photos = parts.stream().mapToInt(part -> part.photos().size()).sum();
        double[] sums = new double[3];
        for (HeldOut part : parts) {
            InBytes bytes = part.int8().orElseThrow();
            double share = part.photos().size() / photos;
            sums[0] += share * bytes.loss();
            sums[1] += share * bytes.agreement();
            sums[2] += share * bytes.difference();
        }
        return Optional.of(new InBytes(sums[0], sums[1], sums[2]));
    }

    /// Confidence that fits these answers.
    public float temperature() {
        return Temperature.fit(answers);
    }

    public Score score() {
        return Score.of(answers, temperature());
    }

    /// At least 95 % of these photos pass. Empty where all photos look the same to a network.
    public Optional<ModelCard.Familiarity> familiarity() {
        return familiar.length < photos.size() ? Optional.empty() : Optional.of(FamiliarityFit.fit(familiar));
    }
}
