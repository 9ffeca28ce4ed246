package dev.sommelier.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sommelier.dataset.TextTable;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.Comparison;
import dev.sommelier.track.Runs;
import dev.sommelier.track.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs side by side: the settings in which they differ, and their metrics.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compare runs: the settings in which they differ, and their metrics. * marks the best.",
        footer = {"", "Example:", "  ./sommelier runs compare 20261101-101112 last"})
final class RunsCompare implements Callable<Integer> {
    @Mixin
    private final RunsArguments arguments = new RunsArguments();

    @Override
    public Integer call() {
        Runs runs = arguments.runs();
        List<StoredRun> chosen =
                arguments.ids().stream().map(runs::find).distinct().toList();
        if (chosen.size() < 2) {
            throw new Failure.BadConfig("runs compare: give the ids of two runs or more");
        }
        Comparison comparison = Comparison.of(chosen);
        if (arguments.json()) {
            arguments.say(json(comparison).toPrettyString());
        } else {
            text(comparison);
        }
        return 0;
    }

    private void text(Comparison comparison) {
        List<String> head =
                row("", comparison.runs().stream().map(StoredRun::id).toList());
        TextTable table = new TextTable(1, head);
        table.add(row(
                "state",
                comparison.runs().stream().map(run -> run.state().toString()).toList()));
        comparison
                .config()
                .forEach((key, values) -> table.add(row(
                        key,
                        values.stream().map(value -> value.orElse(Figures.NONE)).toList())));
        comparison.metrics().forEach((name, values) -> table.add(row(name, marked(values, comparison.best(name)))));
        table.lines().forEach(arguments::say);
    }

    private static List<String> row(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static List<String> marked(List<Optional<Double>> values, OptionalInt best) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String mark = best.equals(OptionalInt.of(i)) ? "* " : "";
            cells.add(mark + values.get(i).map(Figures::of).orElse(Figures.NONE));
        }
        return cells;
    }

    private static ObjectNode json(Comparison comparison) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode config = json.putObject("config");
        ObjectNode metrics = json.putObject("metrics");
        ObjectNode best = json.putObject("best");
        comparison.config().forEach((key, values) -> {
            ObjectNode row = config.putObject(key);
            each(comparison, values, row::put);
        });
        comparison.metrics().forEach((name, values) -> {
            ObjectNode row = metrics.putObject(name);
            each(comparison, values, row::put);
            comparison
                    .best(name)
                    .ifPresent(i -> best.put(name, comparison.runs().get(i).id()));
        });
        return json;
    }

    private static <T> void each(Comparison comparison, List<Optional<T>> values, BiConsumer<String, T> cell) {
        for (int i = 0; i < values.size(); i++) {
            String id = comparison.runs().get(i).id();
            values.get(i).ifPresent(value -> cell.accept(id, value));
        }
    }
}
