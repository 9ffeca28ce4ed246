package dev.sommelier.load.result;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A verdict for programs. What is not known is left out, as JSON has no word for it.
public final class VerdictJson {
    private VerdictJson() {}

    public static String of(Verdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("profile", verdict.load().profile());
        json.put("kept", verdict.kept());
        put(json, "photos_per_second", verdict.rate());
        put(json, "capacity", verdict.load().capacity());
        put(json, "promised_p99_ms", verdict.load().promise().p99());
        json.set("all", figures(verdict.all()));
        verdict.parts().forEach(part -> phase(json.withArray("phases").addObject(), part));
        verdict.findings()
                .forEach(finding -> json.withArray("promises")
                        .addObject()
                        .put("kept", finding.kept())
                        .put("text", finding.text()));
        usage(json.putObject("usage"), verdict.usage());
        return json.toPrettyString();
    }

    private static void phase(ObjectNode json, Part part) {
        json.put("name", part.phase().name());
        put(json, "asked_per_second", part.phase().rate());
        json.setAll(figures(part.figures()));
    }

    private static ObjectNode figures(Figures figures) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "seconds", figures.seconds());
        put(json, "sent_per_second", figures.sent());
        put(json, "answered_per_second", figures.goodput());
        put(json, "p50_ms", figures.p50());
        put(json, "p95_ms", figures.p95());
        put(json, "p99_ms", figures.p99());
        put(json, "other_class", figures.otherClass());
        figures.outcomes().forEach(json.putObject("requests")::put);
        return json;
    }

    private static void usage(ObjectNode json, Usage usage) {
        put(json, "processors", usage.processors());
        put(json, "busy_processors", usage.cpu());
        put(json, "cpu_ms_per_photo", usage.cpuMillis());
        put(json, "memory_bytes", usage.memory());
        put(json, "memory_peak_bytes", usage.memoryPeak());
        put(json, "generator_busy_processors", usage.generatorCpu());
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, Math.round(value * 1e4) / 1e4);
        }
    }
}
