package dev.sommelier.dataset;

import dev.sommelier.image.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report for the terminal: what was found, the worst first, then the counts.
public final class AuditText {
    /// Findings shown of each kind.
    private static final int SHOWN = 8;

    private final AuditReport report;
    private final List<String> lines = new ArrayList<>();

    private AuditText(AuditReport report) {
        this.report = report;
    }

    public static String of(AuditReport report) {
        AuditText text = new AuditText(report);
        text.headline();
        report.byKind().forEach(text::findings);
        text.classes();
        text.sizes();
        return text.lines.stream()
                .map(line -> AuditWords.printable(line).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private void headline() {
        lines.add("%s: %s".formatted(report.folder(), AuditWords.summary(report)));
        if (report.findings().isEmpty()) {
            lines.add("");
            lines.add("Nothing was found that should be mended.");
        }
    }

    private void findings(AuditKind kind, List<AuditFinding> found) {
        lines.add("");
        lines.add("%s %s: %d".formatted(kind.serious() ? "!!" : " -", kind.title(), found.size()));
        lines.add("   " + kind.advice());
        found.stream().limit(SHOWN).map(AuditText::line).forEach(line -> lines.add("     " + line));
        if (found.size() > SHOWN) {
            lines.add("     … and %d more".formatted(found.size() - SHOWN));
        }
    }

    private static String line(AuditFinding finding) {
        String names = finding.photos().stream()
                .limit(SHOWN)
                .map(AuditPhoto::path)
                .collect(Collectors.joining(", ", "", finding.photos().size() > SHOWN ? ", …" : ""));
        return names.isEmpty() ? finding.what() : "%s  (%s)".formatted(names, finding.what());
    }

    private void classes() {
        List<Format> formats = report.classes().stream()
                .flatMap(c -> c.formats().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
        TextTable table = new TextTable(
                1,
                Stream.concat(
                                Stream.of("class", "files", "usable"),
                                formats.stream().map(Format::title))
                        .toList());
        for (AuditCount count : report.classes()) {
            table.add(Stream.concat(
                            Stream.of(count.label(), String.valueOf(count.files()), String.valueOf(count.usable())),
                            formats.stream()
                                    .map(f -> String.valueOf(count.formats().getOrDefault(f, 0))))
                    .toList());
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private void sizes() {
        if (report.sizes().isEmpty()) {
            return;
        }
        TextTable table = new TextTable(1, List.of("", "smallest", "median", "largest"));
        report.pixels()
                .ifPresent(s -> table.add(List.of(
                        "pixels", AuditWords.size(s.least()), AuditWords.size(s.median()), AuditWords.size(s.most()))));
        report.sizes()
                .ifPresent(s -> table.add(List.of(
                        "file size",
                        AuditWords.bytes(s.least().bytes()),
                        AuditWords.bytes(s.median().bytes()),
                        AuditWords.bytes(s.most().bytes()))));
        lines.add("");
        lines.addAll(table.lines());
    }
}
