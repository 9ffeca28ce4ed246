package dev.sommelier.app;

import dev.sommelier.bench.Photos;
import dev.sommelier.bench.Results;
import dev.sommelier.bench.Sample;
import dev.sommelier.bench.Spread;
import dev.sommelier.bench.StageFigures;
import dev.sommelier.dataset.TextTable;
import java.util.ArrayList;
import java.util.List;

/// A benchmark for people: a table within 100 columns, and what to make of it.
final class BenchText {
    private static final List<String> HEAD =
            List.of("", "PHOTOS/S", "CPU-MS A PHOTO", "P50 MS", "P95 MS", "P99 MS", "WRONG");

    /// Files that are named of those that were left out.
    private static final int NAMED = 3;

    private static final String NONE = "-";

    private BenchText() {}

    static List<String> lines(BenchReport report) {
        List<String> lines = new ArrayList<>(what(report.about()));
        lines.add("");
        TextTable table = new TextTable(1, HEAD);
        report.figures().all().forEach(stage -> table.add(row(stage)));
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(wrong(report.figures()));
        lines.addAll(conclusion(report.figures()));
        return lines;
    }

    private static List<String> what(BenchReport.About about) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s on %s in %s, %s; %s, Java %s"
                .formatted(
                        about.bundle().card().name(),
                        about.bundle().card().version(),
                        about.engine().name(),
                        about.engine().precision(),
                        about.engine().device(),
                        count(Runtime.getRuntime().availableProcessors(), "processor"),
                        Runtime.version()));
        lines.add("Decoders: %d; workers: %d; threads of each worker: %d; photos in a batch: %d at most"
                .formatted(
                        about.classifier().decoders(),
                        about.classifier().workers(),
                        about.engineThreads(),
                        about.classifier().maxBatch()));
        lines.addAll(photos(about.photos()));
        lines.add("Median (lowest-highest) of %s with %s s for each line"
                .formatted(
                        count(about.plan().rounds(), "round"),
                        figure(about.plan().window().toMillis() / 1e3)));
        return lines;
    }

    private static List<String> photos(Photos photos) {
        List<String> lines = new ArrayList<>();
        lines.add("Photos: %d (%s), %s KB each on average"
                .formatted(
                        photos.files().size(),
                        photos.source(),
                        figure(photos.bytes() / 1e3 / photos.files().size())));
        int left = photos.leftOut().size();
        if (left > 0) {
            lines.add("Files left out: " + left);
            photos.leftOut().stream().limit(NAMED).forEach(line -> lines.add("  " + line));
        }
        if (left > NAMED) {
            lines.add("  …");
        }
        return lines;
    }

    private static List<String> row(StageFigures stage) {
        return List.of(
                stage.name(),
                figure(stage.photosPerSecond()),
                figure(stage.spread(Sample::cpuMillis)),
                figure(stage.spread(sample -> sample.latency().p50()).median()),
                figure(stage.spread(sample -> sample.latency().p95()).median()),
                figure(stage.spread(sample -> sample.latency().p99()).median()),
                stage.clients() == 0 ? "" : Long.toString(stage.wrong()));
    }

    private static List<String> wrong(Results figures) {
        List<String> lines = new ArrayList<>();
        figures.api()
                .forEach(stage -> stage.faults()
                        .forEach((what, count) -> lines.add("%s: %d × %s".formatted(stage.name(), count, what))));
        if (!lines.isEmpty()) {
            lines.addFirst("Wrong answers, those of the warm-up too:");
            lines.add("");
        }
        return lines;
    }

    private static List<String> conclusion(Results figures) {
        Spread load = figures.best().spread(Sample::loadMillis);
        return List.of(
                "With %d at once the API reaches %s of decode + engine and %s of the engine."
                        .formatted(
                                figures.best().clients(),
                                percent(figures.reached()),
                                percent(figures.reachedOfEngine())),
                "It takes %s CPU-ms a photo on top of decode + engine.".formatted(figure(figures.cpuOnTop())),
                "The clients took %s CPU-ms a photo: not in the table, but of the same processors."
                        .formatted(figure(load.median())));
    }

    private static String percent(Spread part) {
        return "%.0f %% (%.0f-%.0f)".formatted(100 * part.median(), 100 * part.low(), 100 * part.high());
    }

    private static String figure(Spread spread) {
        return Double.isNaN(spread.median())
                ? NONE
                : "%s (%s-%s)".formatted(figure(spread.median()), figure(spread.low()), figure(spread.high()));
    }

    private static String count(int number, String what) {
        return number == 1 ? "1 " + what : "%d %ss".formatted(number, what);
    }

    /// Three digits, or all that stand before the point.
    private static String figure(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return NONE;
        }
        return (size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f").formatted(value);
    }
}
