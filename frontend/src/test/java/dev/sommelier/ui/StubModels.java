package dev.sommelier.ui;

import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubBackend;
import dev.sommelier.ui.stub.StubCall;
import java.time.Duration;
import java.util.Map;

/// Three versions behind a stub, the newest one damaged, that change as the real ones do.
final class StubModels {
    static final String KEY = "of the boss";
    static final String FILE = "onnx".repeat(300_000);

    private final StubBackend stub;
    private volatile String live = "2";
    private volatile String previous = "1";

    StubModels(StubBackend stub) {
        this.stub = stub;
        stub.onAsk(this::ask);
        stub.onManage(this::manage);
        tellHealth();
    }

    private void tellHealth() {
        stub.onHealth(StubAnswer.json("""
                {"status": "up", "model": {"loaded": true, "name": "drinks", "version": "%s",
                 "labels": ["beer", "whiskey", "wine"]}}""".formatted(live)));
    }

    private StubAnswer ask(StubCall call) {
        return switch (call.path()) {
            case "/models" -> StubAnswer.json(list());
            case "/models/2/evaluation" ->
                String.valueOf(call.headers().getFirst("Accept")).contains("text/html")
                        ? new StubAnswer(
                                200,
                                "text/html; charset=utf-8",
                                "<!DOCTYPE html><title>Evaluation of drinks 2</title><h1>Evaluation of drinks 2</h1>"
                                        + "<script>document.title = 'broken out'</script>",
                                Map.of(),
                                Duration.ZERO)
                        : StubAnswer.json(EVALUATION);
            default -> StubAnswer.problem(404, "Version 1 was published without an evaluation.");
        };
    }

    private StubAnswer manage(StubCall call) {
        if (!KEY.equals(call.headers().getFirst("X-API-Key"))) {
            return StubAnswer.problem(401, "This key is not known here. Check that it is complete and still valid.");
        }
        if (call.path().equals("/models/2/export?format=onnx")) {
            return new StubAnswer(200, "application/octet-stream", FILE, Map.of(), Duration.ZERO);
        }
        if (call.path().equals("/models/1/activate")) {
            previous = live;
            live = "1";
            tellHealth();
            return StubAnswer.json("""
                    {"model": {"name": "drinks", "version": "1"}, "previous": {"name": "drinks", "version": "2"},
                     "changed": true}""");
        }
        return StubAnswer.problem(409, "Another version is being activated. Wait until that is over, then ask again.");
    }

    private String list() {
        return """
                {"versions": [
                  {"version": "3", "usable": false, "reason": "3/model.safetensors: is missing", "live": false},
                  {"name": "drinks", "version": "2", "architecture": "resnet18", "labels": ["beer", "whiskey", "wine"],
                   "metrics": {"cross_validation": {"folds": 5, "photos": 1309, "accuracy": 0.9045,
                     "accuracy_95": [0.8874, 0.9193], "loss": 0.27, "calibration_error": 0.0179}},
                   "provenance": {"created": "2026-11-23T16:11:51Z", "command": "sommelier train",
                     "run": "20261123-130825-drinks", "commit": "f95fadc6cdc8ed3f2ad08e0626b4776bd735ce3f",
                     "weights_sha256": "d0f82edb8e03", "dataset_sha256": "610c1d7fb46ab94059e0039a2109772c", "seed": 1},
                   "calibration": {"temperature": 0.5554625}, "familiarity": {"threshold": 0.43810523},
                   "int8": {"accuracy_loss": 7.6E-4}, "evaluation": true, "thumbnails": false, "usable": true,
                   "live": %s, "exports": [{"format": "onnx", "file": "drinks-2.onnx", "bytes": 44706076},
                     {"format": "torchscript", "file": "drinks-2.pt"}, {"format": "int8", "file": "drinks-2-int8.onnx"}]},
                  {"name": "drinks", "version": "1", "architecture": "resnet18",
                   "labels": ["<b>beer</b>", "whiskey", "wine"],
                   "metrics": {"test": {"accuracy": 0.88, "accuracy_95": [0.84, 0.91], "photos": 196,
                     "loss": 0.31, "calibration_error": 0.03}},
                   "provenance": {"created": "2026-11-20T06:49:55Z", "command": "sommelier train"},
                   "calibration": {"temperature": 1.2}, "evaluation": false, "thumbnails": false, "usable": true,
                   "live": %s, "exports": [{"format": "onnx", "file": "drinks-1.onnx"},
                     {"format": "torchscript", "file": "drinks-1.pt"}]}],
                 "older": 0, "live": "%s", "previous": "%s"}""".formatted(live.equals("2"), live.equals("1"), live, previous);
    }

    private static final String EVALUATION = """
            {"schema": 1, "model": "drinks", "labels": ["beer", "whiskey", "wine"], "data": "cross-validation",
             "folds": 5, "photos": 1309,
             "classes": {"figures": {
               "beer": {"support": 423, "precision": 0.8964, "recall": 0.8794, "recall_95": [0.8449, 0.9071], "f1": 0.8878},
               "whiskey": {"support": 456, "precision": 0.9103, "recall": 0.9123, "recall_95": [0.8828, 0.9349], "f1": 0.9113},
               "wine": {"support": 430, "precision": 0.9062, "recall": 0.9209, "recall_95": [0.8915, 0.9429], "f1": 0.9135}},
              "confusion_by_true_class": [[372, 26, 25], [24, 416, 16], [19, 15, 396]]},
             "calibration": {"temperature": 0.5555, "after": {"error": 0.0179, "bins": [
               {"photos": 0, "confidence": null, "accuracy": null}, {"photos": 23, "confidence": 0.4621, "accuracy": 0.5217},
               {"photos": 68, "confidence": 0.5542, "accuracy": 0.4559}, {"photos": 70, "confidence": 0.6466, "accuracy": 0.6857},
               {"photos": 68, "confidence": 0.7503, "accuracy": 0.8235}, {"photos": 156, "confidence": 0.8534, "accuracy": 0.8333},
               {"photos": 924, "confidence": 0.9767, "accuracy": 0.9816}]}}}""";
}
