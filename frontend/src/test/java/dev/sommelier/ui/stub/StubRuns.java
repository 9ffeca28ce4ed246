package dev.sommelier.ui.stub;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// The backend's operations on trainings, for the stub's management port: one that is finished, one that failed, one
/// that runs, and one that is damaged. The answers have the form of real ones.
public final class StubRuns implements Function<StubCall, StubAnswer> {
    public static final String FINISHED = "20261101-101112-drinks";
    public static final String FAILED = "20261102-091500-drinks";
    public static final String RUNNING = "20261103-080000-pets";
    public static final String DAMAGED = "20261104-070000-lost";

    /// Names that want to be markup.
    public static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";

    private static final int EPOCHS = 12;

    /// Epochs of the one that runs.
    private final AtomicInteger epochs = new AtomicInteger(3);

    /// Ends one more epoch of the one that runs.
    public void endEpoch() {
        epochs.incrementAndGet();
    }

    @Override
    public StubAnswer apply(StubCall call) {
        URI uri = URI.create(call.path());
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        String[] path = uri.getPath().split("/", -1);
        if (path.length == 2) {
            return list(query);
        }
        if (path[2].equals("compare")) {
            return compare(query);
        }
        return path.length == 3 ? detail(path[2]) : part(path, query);
    }

    private StubAnswer part(String[] path, String query) {
        return switch (path[3]) {
            case "metrics" -> metrics(path[2], query);
            case "evaluation" ->
                path[2].equals(FINISHED)
                        ? StubAnswer.json(evaluation())
                        : StubAnswer.problem(404, "Run %s keeps no evaluation.".formatted(path[2]));
            case "mistakes" -> StubAnswer.jpeg(picture(Integer.parseInt(path[4])));
            default -> StubAnswer.problem(404, "There is nothing.");
        };
    }

    private StubAnswer list(String query) {
        Map<String, String> rows = Map.of(
                DAMAGED,
                """
                {"id": "%s", "state": "damaged", "fault": "…/%s is no whole run: there is no run.json."}""".formatted(DAMAGED, DAMAGED),
                RUNNING,
                row(RUNNING),
                FAILED,
                row(FAILED),
                FINISHED,
                row(FINISHED));
        String name = value(query, "name");
        String state = value(query, "state");
        String found = List.of(DAMAGED, RUNNING, FAILED, FINISHED).stream()
                .filter(id -> id.contains(name.toLowerCase(Locale.ROOT)))
                .filter(id -> state.isEmpty() || state.equals(state(id)))
                .map(rows::get)
                .collect(Collectors.joining(","));
        return StubAnswer.json("{\"runs\": [%s], \"folders\": 4, \"more\": false}".formatted(found));
    }

    private String row(String id) {
        int epoch = epochs(id);
        return """
                {"id": "%s", "name": "drinks", "state": "%s", "started": "2026-11-01T10:11:12.999754149Z", "seconds": 439.228,
                 "epoch": %d, "latest": {"accuracy": %s, "loss": %s, "validation_accuracy": %s, "validation_loss": %s}, \
                "summary": {%s}%s}""".formatted(
                        id,
                        state(id),
                        epoch,
                        rising(epoch, 0.97),
                        falling(epoch, 1.0),
                        rising(epoch, 0.9),
                        falling(epoch, 1.4),
                        id.equals(FINISHED) ? "\"test_accuracy\": 0.8628" : "",
                        switch (id) {
                            case FINISHED -> ", \"model\": {\"name\": \"drinks\", \"version\": \"3\"}";
                            case FAILED -> ", \"reason\": \"…/12.jpg cannot be read: %s\"".formatted(HOSTILE);
                            default -> "";
                        });
    }

    private StubAnswer detail(String id) {
        String row = row(id);
        return StubAnswer.json(row.substring(0, row.length() - 1) + """
                , "tags": {}, "best": {"validation_loss": {"value": 0.2755, "epoch": 9}},
                 "config": {"train.epochs": "12", "dataset.path": "…/photos", "track.mlflow.token": "***"},
                 "environment": {"java": "25.0.3+9-LTS", "os": "Linux 6.1", "processors": 2, "libraries": {"djl": "0.35.1"},
                  "command": []},
                 "artefacts": [{"name": "evaluation.html", "bytes": 180223}],
                 "warnings": ["%s"]}""".formatted(HOSTILE));
    }

    private StubAnswer metrics(String id, String query) {
        int from = value(query, "after").isEmpty()
                ? 0
                : Integer.parseInt(value(query, "after").substring(2));
        boolean machine = value(query, "kind").equals("system");
        int to = epochs(id);
        String series = machine
                ? series("cpu_process", from, to, 600, i -> 0.5 + 0.04 * (i % 7)) + ","
                        + series("resident_bytes", from, to, 600, i -> 1e9 + 2e7 * i)
                : series("accuracy", from, to, 1, i -> rising(i, 0.97)) + ","
                        + series("loss", from, to, 1, i -> falling(i, 1.0)) + ","
                        + series("validation_accuracy", from, to, 1, i -> rising(i, 0.9)) + ","
                        + series("validation_loss", from, to, 1, i -> falling(i, 1.4));
        return StubAnswer.json("""
                {"id": "%s", "kind": "%s", "state": "%s", "series": [%s], "next": "1-%d", "more": false, "reset": %s}""".formatted(
                        id,
                        value(query, "kind"),
                        state(id),
                        from == to ? "" : series,
                        to,
                        value(query, "after").isEmpty()));
    }

    private static String series(String name, int from, int to, int scale, IntToDoubleFunction at) {
        String x = IntStream.rangeClosed(from + 1, to)
                .mapToObj(i -> Integer.toString(i * scale))
                .collect(Collectors.joining(","));
        String values = IntStream.rangeClosed(from + 1, to)
                .mapToObj(i -> Double.toString(at.applyAsDouble(i)))
                .collect(Collectors.joining(","));
        return "{\"name\": \"%s\", \"count\": %d, \"x\": [%s], \"values\": [%s]}".formatted(name, to - from, x, values);
    }

    private StubAnswer compare(String query) {
        List<String> ids = List.of(value(query, "ids").split(",", -1));
        return StubAnswer.json("""
                {"runs": [%s],
                 "config": [{"key": "train.epochs", "values": [%s]}],
                 "metrics": [{"name": "validation_accuracy", "better": "higher", "values": [%s], "best": 1}]}""".formatted(
                        ids.stream().map(this::row).collect(Collectors.joining(",")),
                        IntStream.range(0, ids.size())
                                .mapToObj(i -> i == 0 ? "null" : "\"" + 12 * i + "\"")
                                .collect(Collectors.joining(",")),
                        IntStream.range(0, ids.size())
                                .mapToObj(i -> Double.toString(0.8 + 0.05 * i))
                                .collect(Collectors.joining(","))));
    }

    private static String evaluation() {
        String mistakes = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> """
                        {"number": %d, "photo": "wine/%d.jpg", "label": "wine", "predicted": "%s", "confidence": %s,
                         "label_confidence": 0.04%s}""".formatted(
                                i,
                                i,
                                i == 3 ? HOSTILE : "whiskey",
                                0.99 - 0.05 * i,
                                i == 7 ? "" : ", \"picture\": \"/runs/%s/mistakes/%d\"".formatted(FINISHED, i)))
                .collect(Collectors.joining(","));
        return """
                {"id": "%s", "data": "the test photos", "photos": 226, "labels": ["beer", "whiskey", "wine"],
                 "summary": {"accuracy": 0.8628, "accuracy_95": [0.8119, 0.9019], "macro_f1": 0.8634, "log_loss": 0.3369,
                  "brier": 0.1927, "calibration_error": 0.0173},
                 "classes": [{"label": "beer", "support": 73, "precision": 0.9, "recall": 0.9041, "recall_95": [0.81, 0.95],
                  "f1": 0.9}],
                 "reliability": {"temperature": 1.31, "error": 0.0173, "error_before": 0.06,
                  "bins": [{"photos": 0, "confidence": null, "accuracy": null},
                   {"photos": 12, "confidence": 0.46, "accuracy": 0.42}, {"photos": 30, "confidence": 0.65, "accuracy": 0.7},
                   {"photos": 50, "confidence": 0.84, "accuracy": 0.82}, {"photos": 134, "confidence": 0.97, "accuracy": 0.96}],
                  "bins_before": []},
                 "confusion": [[66, 5, 2], [4, 68, 7], [3, 10, 61]],
                 "confusions": [{"label": "wine", "predicted": "whiskey", "count": 10}],
                 "mistakes": {"wrong": 31, "worst": [%s]}}""".formatted(FINISHED, mistakes);
    }

    private int epochs(String id) {
        return switch (id) {
            case RUNNING -> epochs.get();
            case FAILED -> 5;
            default -> EPOCHS;
        };
    }

    private static String state(String id) {
        return switch (id) {
            case RUNNING -> "running";
            case FAILED -> "failed";
            case DAMAGED -> "damaged";
            default -> "finished";
        };
    }

    private static double rising(int epoch, double to) {
        return Math.round(1e4 * to * (1 - Math.exp(-0.5 * epoch))) / 1e4;
    }

    private static double falling(int epoch, double from) {
        return Math.round(1e4 * (0.2 + from * Math.exp(-0.35 * epoch))) / 1e4;
    }

    private static String value(String query, String name) {
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static byte[] picture(int number) {
        var picture = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(new Color(0xf3ede4));
        pen.fillRect(0, 0, 160, 120);
        pen.setColor(Color.getHSBColor(number / 9f, 0.6f, 0.6f));
        pen.fillOval(50, 20, 60, 80);
        pen.dispose();
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
