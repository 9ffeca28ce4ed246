package dev.sommelier.ui.live;

import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.Bars;
import dev.sommelier.ui.part.Plot.Group;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the last two minutes were made of.
final class ShareCharts {
    /// Names of classes and reasons that fit one picture; the rest is one bar.
    private static final int MOST_BARS = 10;

    private final Chart batches = new Chart(bars(Texts.of("live.batches"), Unit.SHARE, Map.of(), false));
    private final Chart refusals = new Chart(bars(Texts.of("live.refusals"), Unit.PLAIN, Map.of(), true));
    private final Chart classes = new Chart(bars(Texts.of("live.classes"), Unit.SHARE, Map.of(), true));
    private final Chart confidence = new Chart(bars(Texts.of("live.confidence"), Unit.SHARE, Map.of(), false));

    List<Chart> all() {
        return List.of(classes, confidence, batches, refusals);
    }

    void show(Growth growth) {
        draw(classes, Unit.SHARE, shares(most(growth.by("sommelier_predictions_total", "class"))), true);
        draw(
                confidence,
                Unit.SHARE,
                shares(bands(growth.buckets("sommelier_confidence", Map.of()), ShareCharts::percents)),
                false);
        draw(
                batches,
                Unit.SHARE,
                shares(bands(growth.buckets("sommelier_pass_size_photos", Map.of()), ShareCharts::photos)),
                false);
        draw(refusals, Unit.PLAIN, most(growth.by("sommelier_refusals_total", "reason")), true);
    }

    private static void draw(Chart chart, Unit unit, Map<String, Double> figures, boolean lying) {
        chart.show(bars(chart.plot().title(), unit, figures, lying));
        chart.summarise(figures.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> Texts.of(
                        "live.bar.says",
                        each.getKey(),
                        unit == Unit.SHARE ? Words.share(each.getValue()) : Words.plain(each.getValue())))
                .collect(Collectors.joining(", ")));
    }

    private static Bars bars(String title, Unit unit, Map<String, Double> figures, boolean lying) {
        List<Group> groups = figures.isEmpty() ? List.of() : List.of(new Group("", List.copyOf(figures.values())));
        return new Bars(title, new Axis("", unit).from(0), List.copyOf(figures.keySet()), groups, lying, false);
    }

    private static Map<String, Double> most(Map<String, Double> counts) {
        Map<String, Double> most = new LinkedHashMap<>();
        var sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<String, Double>comparingByValue().reversed());
        sorted.stream().limit(MOST_BARS).forEach(each -> most.put(each.getKey(), each.getValue()));
        double others =
                sorted.stream().skip(MOST_BARS).mapToDouble(Map.Entry::getValue).sum();
        if (others > 0) {
            most.put(Texts.of("live.others"), others);
        }
        return most;
    }

    private static Map<String, Double> shares(Map<String, Double> counts) {
        double all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        if (all > 0) {
            counts.forEach((name, count) -> shares.put(name, count / all));
        }
        return shares;
    }

    /// Names what lies between two bounds.
    private interface Band {
        String name(double above, double upTo);
    }

    /// The last band is left out where nothing is in it, as is what follows.
    private static Map<String, Double> bands(Buckets buckets, Band band) {
        Map<String, Double> counts = new LinkedHashMap<>();
        double above = 0;
        double before = 0;
        for (var each : buckets.upTo().entrySet()) {
            if (before < buckets.count()) {
                counts.put(band.name(above, each.getKey()), each.getValue() - before);
            }
            above = each.getKey();
            before = each.getValue();
        }
        return counts;
    }

    private static String percents(double above, double upTo) {
        return Texts.of("live.band.percent", above, Math.min(1, upTo));
    }

    private static String photos(double above, double upTo) {
        if (Double.isInfinite(upTo)) {
            return Texts.of("live.band.more", above);
        }
        return upTo - above <= 1 ? Texts.of("live.band.one", upTo) : Texts.of("live.band.photos", above + 1, upTo);
    }
}
