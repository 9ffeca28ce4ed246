package dev.sommelier.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sommelier.dataset.TextTable;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.MetricLine;
import dev.sommelier.track.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// One run: what was asked for and what came of it.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one run: its settings, its result and its last epochs.",
        footer = {"", "Example:", "  ./sommelier runs show last"})
final class RunsShow implements Callable<Integer> {
    private static final int LAST_EPOCHS = 10;

    @Mixin
    private final RunsArguments arguments = new RunsArguments();

    @Override
    public Integer call() {
        if (arguments.ids().size() != 1) {
            throw new Failure.BadConfig("runs show: give the id of one run, or 'last'");
        }
        StoredRun run = arguments.runs().find(arguments.ids().getFirst());
        if (arguments.json()) {
            arguments.say(json(run).toPrettyString());
        } else {
            text(run);
        }
        return 0;
    }

    private void text(StoredRun run) {
        arguments.say(run.id());
        pairs(head(run));
        section("Settings", run.config());
        section("Tags", run.card().tags());
        section("Result", figures(run.card().summary()));
        epochs(run.epochs());
    }

    private static Map<String, String> head(StoredRun run) {
        JsonNode environment = run.environment();
        Map<String, String> head = new LinkedHashMap<>();
        head.put(
                "state",
                run.state() + run.card().reason().map(reason -> ": " + reason).orElse(""));
        head.put("started", run.card().started().toString());
        head.put("time", Figures.of(run.spent(Instant.now())));
        head.put("epochs", Integer.toString(run.card().epoch()));
        head.put(
                "on",
                "Java %s, %s, %s processors"
                        .formatted(
                                environment.path("java").asText("?"),
                                environment.path("os").asText("?"),
                                environment.path("processors").asText("?")));
        head.put("folder", run.folder().toString());
        return head;
    }

    private void section(String title, Map<String, String> pairs) {
        if (!pairs.isEmpty()) {
            arguments.say("");
            arguments.say(title);
            pairs(pairs);
        }
    }

    private void pairs(Map<String, String> pairs) {
        int width = pairs.keySet().stream().mapToInt(String::length).max().orElse(0);
        pairs.forEach((key, value) ->
                arguments.say(("  " + key + " ".repeat(width - key.length()) + "  " + value).stripTrailing()));
    }

    private static Map<String, String> figures(Map<String, Double> metrics) {
        Map<String, String> figures = new TreeMap<>();
        metrics.forEach((name, value) -> figures.put(name, Figures.of(value)));
        return figures;
    }

    private void epochs(List<MetricLine> all) {
        List<MetricLine> last = all.subList(Math.max(0, all.size() - LAST_EPOCHS), all.size());
        NavigableSet<String> names = new TreeSet<>();
        last.forEach(line -> names.addAll(line.metrics().keySet()));
        if (last.isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of("EPOCH"));
        head.addAll(names);
        TextTable table = new TextTable(0, head);
        last.forEach(line -> table.add(row(line, names)));
        arguments.say("");
        table.lines(Math.max(2, table.columnsWithin(arguments.width()))).forEach(arguments::say);
    }

    private static List<String> row(MetricLine line, NavigableSet<String> names) {
        List<String> row = new ArrayList<>(List.of(Integer.toString(line.epoch())));
        for (String name : names) {
            Double value = line.metrics().get(name);
            row.add(value == null ? Figures.NONE : Figures.of(value));
        }
        return row;
    }

    private static ObjectNode json(StoredRun run) {
        ObjectNode json = run.json(Instant.now());
        ObjectNode config = json.putObject("config");
        run.config().forEach(config::put);
        json.set("environment", run.environment());
        ArrayNode epochs = json.putArray("epochs");
        run.epochs().forEach(line -> epochs.add(line.json()));
        return json;
    }
}
