package dev.sommelier.model;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.network.Affine;
import dev.sommelier.network.BatchNormFolding;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Quantisation;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `model.json` says of a model.
///
/// @param schema version of this file's form; 1
/// @param name letters, digits, `-` and `_`, for example `drinks`
/// @param version grows with each publication of the same name
/// @param labels class names in the order of the network's outputs; at least two, all different
/// @param architecture `resnet18` or `resnet34`
/// @param preprocessing how a picture becomes network input
/// @param calibration how logits become probabilities
/// @param familiarity how photos unlike the training photos are told; empty if the model cannot tell them
/// @param int8 what the network needs to run in 8-bit whole numbers; empty if it is not to
/// @param metrics name to figure or to a map of figures: `validation` and `test` of those sides of the split,
///     `int8_agreement` and `int8_logit_difference` of the validation photos, and `familiarity` of the test photos
/// @param provenance how the model came about: data, configuration, seed, starting weights
/// @param sha256 hash of every other file of the bundle, by file name
public record ModelCard(
        int schema,
        String name,
        String version,
        List<String> labels,
        String architecture,
        Preprocessing preprocessing,
        Calibration calibration,
        Optional<Familiarity> familiarity,
        Optional<Int8> int8,
        Map<String, Object> metrics,
        Map<String, Object> provenance,
        Map<String, String> sha256) {

    /// Probabilities are `softmax(logits / temperature)`.
    ///
    /// @param temperature positive; 1 leaves the network's own confidence
    /// @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks</a>
    public record Calibration(float temperature) {
        public Calibration {
            if (!(temperature > 0) || Float.isInfinite(temperature)) {
                throw new IllegalArgumentException("calibration: temperature must be positive, got " + temperature);
            }
        }

        /// Probabilities `(C)` that sum to 1.
        ///
        /// @param logits `(C)`, finite
        public float[] probabilities(float[] logits) {
            double max = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                max = Math.max(max, logit);
            }
            double sum = 0;
            float[] probabilities = new float[logits.length];
            for (float logit : logits) {
                sum += Math.exp((logit - max) / temperature);
            }
            for (int i = 0; i < logits.length; i++) {
                probabilities[i] = (float) (Math.exp((logits[i] - max) / temperature) / sum);
            }
            return probabilities;
        }
    }

    /// A photo is familiar if [EmbeddingGaussian#familiarity] among the training photos in [Bundle#REFERENCE] is
    /// at least the threshold.
    ///
    /// @param threshold 0 to 1; one photo in twenty of those that the model was validated with lies below it
    public record Familiarity(float threshold) {
        public Familiarity {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException("familiarity: threshold must be 0 to 1, got " + threshold);
            }
        }
    }

    /// @param accuracyLoss validation accuracy in 32-bit floats minus that in 8-bit whole numbers, -1 to 1
    /// @param ranges of the values that the folded network computes on training photos, by value name
    public record Int8(float accuracyLoss, Map<String, Range> ranges) {
        /// What a value mostly lies between; outside, it is clipped.
        ///
        /// @param low at least -1e6
        /// @param high at least low, and at most 1e6
        public record Range(float low, float high) {
            private static final float FARTHEST = 1e6f;

            public Range {
                if (!(low >= -FARTHEST && low <= high && high <= FARTHEST)) {
                    throw new IllegalArgumentException("int8: %s to %s is no range".formatted(low, high));
                }
            }
        }

        public Int8 {
            ranges = new TreeMap<>(ranges);
            if (ranges.containsValue(null)) {
                throw new IllegalArgumentException("int8: a range is null");
            }
            if (!(accuracyLoss >= -1 && accuracyLoss <= 1)) {
                throw new IllegalArgumentException("int8: accuracy_loss must be -1 to 1, got " + accuracyLoss);
            }
        }

        /// The network in 8-bit whole numbers.
        ///
        /// @throws IllegalArgumentException that names values whose ranges are missing, or which are not known
        public Quantisation quantise(Graph graph, Weights weights) {
            Map<String, Affine> forms = new HashMap<>();
            ranges.forEach((value, range) -> forms.put(value, Affine.over(range.low(), range.high())));
            return Quantisation.of(BatchNormFolding.fold(graph, weights), forms);
        }
    }

    public ModelCard {
        labels = List.copyOf(labels);
        metrics = new TreeMap<>(metrics);
        provenance = new TreeMap<>(provenance);
        sha256 = new TreeMap<>(sha256);
        ResNet.of(architecture);
        if (schema != 1) {
            throw new IllegalArgumentException("schema %d is not known here, only 1".formatted(schema));
        }
        if (!name.matches("[A-Za-z0-9_-]{1,64}") || !version.matches("[A-Za-z0-9._-]{1,32}")) {
            throw new IllegalArgumentException(
                    "name and version must be letters, digits, '-' and '_', got '%s' and '%s'"
                            .formatted(name, version));
        }
        if (labels.size() < 2 || labels.stream().distinct().count() != labels.size()) {
            throw new IllegalArgumentException("labels must be at least two, all different, got " + labels);
        }
    }

    /// The same card for a model that may run in 8-bit whole numbers.
    ModelCard withInt8(Int8 other) {
        return with(Optional.of(other), sha256);
    }

    /// The same card with other file hashes.
    ModelCard withHashes(Map<String, String> hashes) {
        return with(int8, hashes);
    }

    private ModelCard with(Optional<Int8> other, Map<String, String> hashes) {
        return new ModelCard(
                schema,
                name,
                version,
                labels,
                architecture,
                preprocessing,
                calibration,
                familiarity,
                other,
                metrics,
                provenance,
                hashes);
    }
}
