package dev.sommelier.load.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A verdict for people: a table within 100 columns, and what was kept of the promise.
public final class VerdictText {
    private static final double MIB = 1 << 20;
    private static final String ROW = "%-20s %8s %11s %8s %8s %8s %9s %8s%n";

    private VerdictText() {}

    public static String of(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append(ROW.formatted("", "SENT/S", "ANSWERED/S", "P50 MS", "P95 MS", "P99 MS", "503", "FAULTS"));
        if (verdict.parts().size() > 1) {
            verdict.parts().forEach(part -> text.append(row(part.phase().name(), part.figures())));
        }
        text.append(row(verdict.load().profile(), verdict.all())).append('\n');
        facts(verdict).forEach(fact -> text.append(fact).append('\n'));
        text.append('\n');
        verdict.findings()
                .forEach(finding ->
                        text.append("%-9s %s%n".formatted(finding.kept() ? "kept" : "BROKEN", finding.text())));
        return text.toString();
    }

    private static String row(String name, Figures figures) {
        return ROW.formatted(
                name,
                number(figures.sent()),
                number(figures.goodput()),
                whole(figures.p50()),
                whole(figures.p95()),
                whole(figures.p99()),
                percent(figures.refused()),
                percent(figures.faults()));
    }

    private static List<String> facts(Verdict verdict) {
        List<String> facts = new ArrayList<>();
        facts.add("requests  "
                + verdict.all().outcomes().entrySet().stream()
                        .map(outcome -> outcome.getKey() + " " + outcome.getValue())
                        .collect(Collectors.joining(", ")));
        Usage usage = verdict.usage();
        if (Double.isNaN(usage.cpu())) {
            facts.add("service   CPU and memory are not known; --management URL tells where /metrics is");
        } else {
            facts.add("service   %.2f of %.0f processors, %s CPU-ms a photo, %.0f MiB at the end, %.0f MiB at most"
                    .formatted(
                            usage.cpu(),
                            usage.processors(),
                            whole(usage.cpuMillis()),
                            usage.memory() / MIB,
                            usage.memoryPeak() / MIB));
        }
        if (!Double.isNaN(usage.generatorCpu())) {
            facts.add("generator %.2f processors".formatted(usage.generatorCpu()));
        }
        return facts;
    }

    private static String number(double value) {
        return "%.1f".formatted(value);
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "-" : "%.0f".formatted(value);
    }

    private static String percent(double part) {
        return "%.1f %%".formatted(100 * part);
    }
}
