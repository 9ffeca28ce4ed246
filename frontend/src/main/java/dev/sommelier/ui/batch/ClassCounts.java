package dev.sommelier.ui.batch;

import com.vaadin.flow.component.html.Div;
import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Plot;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How many photos got each class.
final class ClassCounts extends Div {
    private static final int MOST = 12;

    private final Chart chart = new Chart(plot(List.of()));
    private List<Map.Entry<String, Integer>> shown = List.of();

    ClassCounts() {
        addClassNames("panel", "batch-counts");
        add(chart);
    }

    /// @param classes the most frequent first
    void show(List<Map.Entry<String, Integer>> classes) {
        var counts = new ArrayList<>(classes.subList(0, Math.min(classes.size(), MOST)));
        int others = classes.stream().skip(MOST).mapToInt(Map.Entry::getValue).sum();
        if (others > 0) {
            counts.add(Map.entry(Texts.of("batch.counts.others", classes.size() - MOST), others));
        }
        if (!counts.equals(shown)) {
            shown = List.copyOf(counts);
            getStyle().set("--chart-height", "%.1frem".formatted(4 + 2.1 * counts.size()));
            chart.show(plot(counts));
            chart.summarise(counts.stream()
                    .map(count -> "%s: %d".formatted(count.getKey(), count.getValue()))
                    .collect(Collectors.joining(", ")));
        }
    }

    private static Plot plot(List<Map.Entry<String, Integer>> counts) {
        var values = counts.stream().map(count -> (double) count.getValue()).toList();
        return new Plot.Bars(
                Texts.of("batch.counts.title"),
                new Plot.Axis("", Unit.PLAIN).from(0),
                counts.stream().map(Map.Entry::getKey).toList(),
                List.of(new Plot.Group("", values)),
                true,
                false);
    }
}
