package dev.sommelier.ui.runs;

import dev.sommelier.ui.part.Plot.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Reads what the backend says of trainings. What is missing or of another kind reads as nothing, never as an error.
final class RunsJson {
    private RunsJson() {}

    static Optional<RunList> list(JsonNode json) {
        return json.path("runs").isArray()
                ? Optional.of(new RunList(
                        all(json.path("runs"), RunsJson::row), json.path("more").asBoolean(false)))
                : Optional.empty();
    }

    static RunRow row(JsonNode json) {
        Map<String, Double> metrics = numbers(json.path("latest"));
        metrics.putAll(numbers(json.path("summary")));
        JsonNode model = json.path("model");
        return new RunRow(
                text(json, "id"),
                text(json, "name"),
                text(json, "state"),
                text(json, "fault") + text(json, "reason"),
                text(json, "started"),
                json.path("seconds").asDouble(0),
                json.path("epoch").asInt(0),
                metrics,
                model.isObject() ? Optional.of(text(model, "name") + " " + text(model, "version")) : Optional.empty());
    }

    static Optional<Figures> figures(JsonNode json) {
        if (!json.path("series").isArray()) {
            return Optional.empty();
        }
        Map<String, List<Point>> series = new TreeMap<>();
        json.path("series").forEach(each -> series.put(text(each, "name"), points(each)));
        return Optional.of(new Figures(
                series,
                text(json, "next"),
                json.path("more").asBoolean(false),
                json.path("reset").asBoolean(true),
                text(json, "state")));
    }

    private static List<Point> points(JsonNode series) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < series.path("x").size(); i++) {
            points.add(new Point(
                    number(series.path("x").path(i)),
                    number(series.path("values").path(i))));
        }
        return points;
    }

    static Optional<RunDetail> detail(JsonNode json) {
        Map<String, RunDetail.Best> best = new TreeMap<>();
        json.path("best")
                .propertyStream()
                .forEach(each -> best.put(
                        each.getKey(),
                        new RunDetail.Best(
                                number(each.getValue().path("value")),
                                each.getValue().path("epoch").asInt(0))));
        Map<String, Long> artefacts = new LinkedHashMap<>();
        json.path("artefacts")
                .forEach(each ->
                        artefacts.put(text(each, "name"), each.path("bytes").asLong(0)));
        return json.path("id").isString()
                ? Optional.of(new RunDetail(
                        row(json),
                        best,
                        texts(json.path("config")),
                        environment(json.path("environment")),
                        artefacts,
                        all(json.path("warnings"), each -> each.asString(""))))
                : Optional.empty();
    }

    /// Libraries by their names beside what else is known.
    private static Map<String, String> environment(JsonNode json) {
        Map<String, String> all = texts(json);
        texts(json.path("libraries")).forEach(all::putIfAbsent);
        return all;
    }

    static Optional<RunComparison> comparison(JsonNode json) {
        return json.path("config").isArray()
                ? Optional.of(new RunComparison(
                        all(json.path("runs"), run -> text(run, "id")),
                        all(
                                json.path("config"),
                                row -> new RunComparison.Setting(
                                        text(row, "key"), all(row.path("values"), value -> value.asString("")))),
                        all(
                                json.path("metrics"),
                                row -> new RunComparison.Metric(
                                        text(row, "name"),
                                        all(row.path("values"), RunsJson::number),
                                        row.path("best").asInt(-1)))))
                : Optional.empty();
    }

    static Optional<RunEvaluation> evaluation(JsonNode json) {
        JsonNode summary = json.path("summary");
        return summary.isObject()
                ? Optional.of(new RunEvaluation(
                        text(json, "data"),
                        json.path("photos").asInt(0),
                        all(json.path("labels"), label -> label.asString("")),
                        summary(summary),
                        all(json.path("confusion"), row -> all(row, RunsJson::number)),
                        all(json.path("confusions"), RunsJson::confused),
                        number(json.path("reliability").path("error")),
                        all(json.path("reliability").path("bins"), RunsJson::bin),
                        json.path("mistakes").path("wrong").asInt(0),
                        all(json.path("mistakes").path("worst"), RunsJson::mistake)))
                : Optional.empty();
    }

    private static RunEvaluation.Summary summary(JsonNode json) {
        return new RunEvaluation.Summary(
                number(json.path("accuracy")),
                number(json.path("accuracy_95").path(0)),
                number(json.path("accuracy_95").path(1)),
                number(json.path("macro_f1")),
                number(json.path("log_loss")),
                number(json.path("brier")));
    }

    private static RunEvaluation.Confused confused(JsonNode json) {
        return new RunEvaluation.Confused(
                text(json, "label"), text(json, "predicted"), json.path("count").asInt(0));
    }

    private static RunEvaluation.Bin bin(JsonNode json) {
        return new RunEvaluation.Bin(
                json.path("photos").asInt(0), number(json.path("confidence")), number(json.path("accuracy")));
    }

    private static RunEvaluation.Mistake mistake(JsonNode json) {
        return new RunEvaluation.Mistake(
                json.path("number").asInt(0),
                text(json, "photo"),
                text(json, "label"),
                text(json, "predicted"),
                number(json.path("confidence")),
                number(json.path("label_confidence")),
                json.path("picture").isString());
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> read) {
        return array.valueStream().map(read).toList();
    }

    private static Map<String, Double> numbers(JsonNode json) {
        Map<String, Double> numbers = new TreeMap<>();
        json.propertyStream().forEach(each -> numbers.put(each.getKey(), number(each.getValue())));
        return numbers;
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new TreeMap<>();
        json.propertyStream()
                .filter(each -> each.getValue().isValueNode())
                .forEach(each -> texts.put(each.getKey(), each.getValue().asString("")));
        return texts;
    }

    private static double number(JsonNode json) {
        return json.isNumber() ? json.asDouble() : Double.NaN;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }
}
