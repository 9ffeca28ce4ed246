package dev.sommelier.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sommelier.dataset.TextTable;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.Direction;
import dev.sommelier.track.Runs;
import dev.sommelier.track.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A line for each run, the best first.
///
/// @param by metric to sort by
record RunsTable(RunsArguments arguments, String by) {
    private static final List<String> HEAD = List.of("ID", "NAME", "STATE", "EPOCHS", "TIME");
    private static final int WORDS = 3;

    int print() {
        Runs runs = arguments.runs();
        if (!arguments.ids().isEmpty()) {
            throw new Failure.BadConfig("'%s' is neither list, show nor compare, nor a setting (key=value)"
                    .formatted(arguments.ids().getFirst()));
        }
        Runs.Listing listing = runs.list();
        List<StoredRun> sorted = listing.runs().stream()
                .sorted(Comparator.comparing((StoredRun run) -> run.card().metrics(), Direction.bestFirst(by)))
                .toList();
        checkMetric(sorted);
        if (arguments.json()) {
            arguments.say(json(sorted).toPrettyString());
        } else if (sorted.isEmpty()) {
            arguments.say("No runs in %s yet. `./sommelier train` makes one.".formatted(runs.folder()));
        } else {
            table(sorted);
        }
        listing.damaged().forEach(line -> arguments.warn(line + ". It is left out."));
        return 0;
    }

    /// Nobody named the default, so that one may be missing.
    private void checkMetric(List<StoredRun> runs) {
        NavigableSet<String> known = metrics(runs);
        if (!known.isEmpty() && !known.contains(by) && !by.equals(Runs.ACCURACY)) {
            throw new Failure.BadConfig(
                    "--by %s: no run has that metric. There are %s.".formatted(by, String.join(", ", known)));
        }
    }

    private void table(List<StoredRun> runs) {
        List<String> metrics = columns(runs);
        TextTable table = new TextTable(
                WORDS, Stream.concat(HEAD.stream(), metrics.stream()).toList());
        runs.forEach(run -> table.add(row(run, metrics)));
        // The metric that it is sorted by stays, however narrow the terminal.
        int columns = Math.max(table.columnsWithin(arguments.width()), HEAD.size() + Math.min(1, metrics.size()));
        table.lines(columns).forEach(arguments::say);
    }

    private static List<String> row(StoredRun run, List<String> metrics) {
        List<String> row = new ArrayList<>(List.of(
                run.id(),
                run.card().name(),
                run.state().toString(),
                Integer.toString(run.card().epoch()),
                Figures.of(run.spent(Instant.now()))));
        for (String metric : metrics) {
            Double value = run.card().metrics().get(metric);
            row.add(value == null ? Figures.NONE : Figures.of(value));
        }
        return row;
    }

    private List<String> columns(List<StoredRun> runs) {
        NavigableSet<String> known = metrics(runs);
        return Stream.concat(
                        Stream.of(by).filter(known::contains),
                        known.stream().filter(name -> !name.equals(by)).sorted(Comparator.comparing(Direction::of)))
                .toList();
    }

    private static NavigableSet<String> metrics(List<StoredRun> runs) {
        NavigableSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(run.card().metrics().keySet()));
        return names;
    }

    private static ArrayNode json(List<StoredRun> runs) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        runs.forEach(run -> all.add(run.json(Instant.now())));
        return all;
    }
}
