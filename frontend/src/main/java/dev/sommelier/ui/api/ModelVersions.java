package dev.sommelier.ui.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The versions of the model as the backend lists them, newest first.
///
/// @param live the one that answers; empty where the backend does not say
/// @param previous the one that answered before; empty for none
/// @param older versions that are not listed
public record ModelVersions(List<Version> versions, String live, String previous, int older) {
    private static final int MOST_LABELS = 1000;

    public ModelVersions {
        versions = List.copyOf(versions);
    }

    /// @param reason why it is not usable; empty if it is
    /// @param tested empty where the card has no figures
    /// @param temperature of its calibration; NaN where it is not known
    /// @param threshold from which a photo counts as familiar; NaN where the model cannot tell
    /// @param evaluated whether it came with an evaluation
    /// @param thumbnails whether it carries pictures of its training photos
    public record Version(
            String version,
            String name,
            boolean live,
            boolean usable,
            String reason,
            String architecture,
            List<String> labels,
            Optional<Tested> tested,
            Origin origin,
            double temperature,
            double threshold,
            boolean evaluated,
            boolean thumbnails,
            List<Export> exports) {
        public Version {
            labels = List.copyOf(labels);
            exports = List.copyOf(exports);
        }
    }

    /// @param crossValidated else on photos that were kept back
    /// @param low of the 95 % interval of the accuracy
    public record Tested(
            boolean crossValidated,
            int photos,
            double accuracy,
            double low,
            double high,
            double loss,
            double calibrationError) {}

    /// Each may be empty.
    ///
    /// @param created as ISO 8601 writes it
    public record Origin(String created, String run, String commit, String seed, String dataset) {}

    /// @param file its name
    /// @param bytes 0 if it was not made yet
    public record Export(String format, String file, long bytes) {}

    static BodyReader<ModelVersions> reader() {
        return BodyReader.json(ModelVersions::read);
    }

    private static Optional<ModelVersions> read(JsonNode json) {
        if (!json.path("versions").isArray()) {
            return Optional.empty();
        }
        List<Version> versions = new ArrayList<>();
        json.path("versions").forEach(node -> versions.add(version(node)));
        return Optional.of(new ModelVersions(
                versions,
                text(json, "live"),
                text(json, "previous"),
                json.path("older").asInt(0)));
    }

    private static Version version(JsonNode node) {
        return new Version(
                text(node, "version"),
                text(node, "name"),
                node.path("live").asBoolean(false),
                node.path("usable").asBoolean(false),
                text(node, "reason"),
                text(node, "architecture"),
                node.path("labels")
                        .valueStream()
                        .limit(MOST_LABELS)
                        .map(each -> each.asString(""))
                        .toList(),
                tested(node.path("metrics")),
                origin(node.path("provenance")),
                number(node.path("calibration"), "temperature"),
                number(node.path("familiarity"), "threshold"),
                node.path("evaluation").asBoolean(false),
                node.path("thumbnails").asBoolean(false),
                node.path("exports").valueStream().map(ModelVersions::export).toList());
    }

    private static Optional<Tested> tested(JsonNode metrics) {
        boolean crossValidated = metrics.path("cross_validation").isObject();
        JsonNode figures = metrics.path(crossValidated ? "cross_validation" : "test");
        if (!figures.path("accuracy").isNumber()) {
            return Optional.empty();
        }
        JsonNode interval = figures.path("accuracy_95");
        return Optional.of(new Tested(
                crossValidated,
                figures.path("photos").asInt(0),
                figures.path("accuracy").asDouble(),
                interval.path(0).asDouble(Double.NaN),
                interval.path(1).asDouble(Double.NaN),
                number(figures, "loss"),
                number(figures, "calibration_error")));
    }

    private static Origin origin(JsonNode node) {
        JsonNode seed = node.path("seed");
        return new Origin(
                text(node, "created"),
                text(node, "run"),
                text(node, "commit"),
                seed.isNumber() ? seed.toString() : "",
                text(node, "dataset_sha256"));
    }

    private static Export export(JsonNode node) {
        return new Export(
                text(node, "format"), text(node, "file"), node.path("bytes").asLong(0));
    }

    private static double number(JsonNode node, String key) {
        return node.path(key).asDouble(Double.NaN);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
