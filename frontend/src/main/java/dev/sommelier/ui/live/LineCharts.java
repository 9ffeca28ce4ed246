package dev.sommelier.ui.live;

import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.Lines;
import dev.sommelier.ui.part.Plot.Point;
import dev.sommelier.ui.part.Plot.Series;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What changes from second to second.
final class LineCharts {
    private final Chart rate = new Chart(lines(Texts.of("live.rate"), rateAxis(), List.of(), List.of()));
    private final Chart median = new Chart(lines(Texts.of("live.median"), timeAxis(), List.of(), List.of()));
    private final Chart slow = new Chart(lines(Texts.of("live.slowest"), timeAxis(), List.of(), List.of()));
    private final Chart memory = new Chart(lines(Texts.of("live.memory"), axis(Unit.BYTES), List.of(), List.of()));
    private final Chart cpu = new Chart(lines(Texts.of("live.cpu"), axis(Unit.SHARE), List.of(), List.of()));

    List<Chart> all() {
        return List.of(rate, median, slow, memory, cpu);
    }

    void show(List<Moment> moments) {
        Moment now = moments.getLast();
        draw(
                rate,
                rateAxis(),
                moments,
                List.of(
                        series(Texts.of("live.line.answered"), moments, Moment::answered),
                        series(Texts.of("live.line.refused"), moments, Moment::refused)));
        rate.summarise(Texts.of("live.rate.says", Words.perSecond(now.answered()), Words.perSecond(now.refused())));
        draw(median, timeAxis(), moments, stages(moments, Moment::median));
        median.summarise(says(now.median()));
        draw(slow, timeAxis(), moments, stages(moments, Moment::slow));
        slow.summarise(says(now.slow()));
        draw(
                memory,
                axis(Unit.BYTES),
                moments,
                List.of(
                        series(Texts.of("live.line.process"), moments, Moment::memory),
                        series(Texts.of("live.line.heap"), moments, Moment::heap)));
        memory.summarise(Texts.of("live.memory.says", Words.bytes(now.memory()), Words.bytes(now.heap())));
        draw(cpu, axis(Unit.SHARE), moments, List.of(series("", moments, Moment::cpu)));
        cpu.summarise(Words.share(now.cpu()));
    }

    private static void draw(Chart chart, Axis y, List<Moment> moments, List<Series> series) {
        chart.show(lines(chart.plot().title(), y, moments, series));
    }

    private static List<Series> stages(List<Moment> moments, Function<Moment, Map<Stage, Double>> times) {
        return Stream.of(Stage.values())
                .map(stage -> series(
                        stage.title(), moments, moment -> times.apply(moment).getOrDefault(stage, Double.NaN)))
                .toList();
    }

    private static String says(Map<Stage, Double> times) {
        return times.entrySet().stream()
                .map(each -> Texts.of("live.stage.says", each.getKey().title(), Words.time(each.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static Series series(String name, List<Moment> moments, ToDoubleFunction<Moment> figure) {
        return new Series(
                name,
                moments.stream()
                        .map(moment -> new Point(moment.at(), figure.applyAsDouble(moment)))
                        .toList());
    }

    private static Lines lines(String title, Axis y, List<Moment> moments, List<Series> series) {
        var clock = new Axis("", Unit.CLOCK);
        if (moments.isEmpty()) {
            return new Lines(title, clock, y, series);
        }
        long now = moments.getLast().at();
        return new Lines(title, clock.from((double) (now - History.SPAN_MS)).to((double) now), y, series);
    }

    private static Axis rateAxis() {
        return new Axis(Texts.of("live.rate.unit"), Unit.PLAIN).from(0);
    }

    private static Axis timeAxis() {
        return axis(Unit.SECONDS);
    }

    private static Axis axis(Unit unit) {
        return new Axis("", unit).from(0);
    }
}
