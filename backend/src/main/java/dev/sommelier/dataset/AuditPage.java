package dev.sommelier.dataset;

import com.samskivert.mustache.Mustache;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// `audit.html`: a report for people, in one file that loads nothing from elsewhere.
final class AuditPage {
    /// Photos shown of each kind; `audit.json` holds all.
    private static final int SHOWN = 60;

    private final AuditReport report;
    private final PhotoReader reader;

    AuditPage(AuditReport report, AuditLimits limits) {
        this.report = report;
        this.reader = new PhotoReader(limits.input(), limits.maxPixels());
    }

    /// Names below are those of the template.
    private record Page(
            String folder,
            String summary,
            String sha256,
            boolean clean,
            List<Section> sections,
            List<ClassRow> classes,
            List<Map.Entry<String, String>> spreads) {}

    private record Section(
            String id, String title, String advice, boolean serious, int count, List<Group> groups, int more) {}

    private record Group(String what, List<Card> cards, boolean wide) {}

    private record Card(String name, String label, String facts, String image) {}

    private record ClassRow(String label, int files, int usable, String formats) {}

    String html() throws IOException {
        try (InputStream template = Objects.requireNonNull(AuditPage.class.getResourceAsStream("audit.html"));
                Reader text = new InputStreamReader(template, StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(true)
                    .zeroIsFalse(true)
                    .emptyStringIsFalse(true)
                    .compile(text)
                    .execute(page());
        }
    }

    private Page page() {
        return new Page(
                report.folder(),
                AuditWords.summary(report),
                report.sha256(),
                report.findings().isEmpty(),
                report.byKind().entrySet().stream()
                        .map(e -> section(e.getKey(), e.getValue()))
                        .toList(),
                report.classes().stream().map(AuditPage::row).toList(),
                spreads());
    }

    private Section section(AuditKind kind, List<AuditFinding> findings) {
        List<Group> groups = new ArrayList<>();
        int photos = 0;
        for (AuditFinding finding : findings) {
            if (photos < SHOWN) {
                groups.add(group(finding));
                photos += Math.max(1, finding.photos().size());
            }
        }
        return new Section(
                kind.toString(),
                kind.title(),
                kind.advice(),
                kind.serious(),
                findings.size(),
                groups,
                findings.size() - groups.size());
    }

    private Group group(AuditFinding finding) {
        List<Card> cards =
                finding.photos().stream().limit(SHOWN).map(this::card).toList();
        int left = finding.photos().size() - cards.size();
        String what = left == 0 ? finding.what() : "%s; %d more are not shown".formatted(finding.what(), left);
        return new Group(AuditWords.printable(what), cards, cards.size() != 1);
    }

    private Card card(AuditPhoto photo) {
        String name = photo.path().substring(photo.path().indexOf('/') + 1);
        return new Card(
                AuditWords.printable(name),
                photo.label(),
                AuditWords.facts(photo),
                image(photo).orElse(""));
    }

    /// None where the photo cannot be shown.
    private Optional<String> image(AuditPhoto photo) {
        if (photo.header().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PageThumbnail.of(Path.of(report.folder(), photo.path()), reader));
        } catch (Failure | IOException e) {
            return Optional.empty();
        }
    }

    private static ClassRow row(AuditCount count) {
        String formats = count.formats().entrySet().stream()
                .map(e -> "%d %s".formatted(e.getValue(), e.getKey().title()))
                .collect(Collectors.joining(", "));
        return new ClassRow(count.label(), count.files(), count.usable(), formats);
    }

    private List<Map.Entry<String, String>> spreads() {
        List<Map.Entry<String, String>> rows = new ArrayList<>();
        report.pixels().ifPresent(s -> rows.add(Map.entry("Pixels", AuditWords.sizes(s))));
        report.sizes().ifPresent(s -> rows.add(Map.entry("File size", AuditWords.bytes(s))));
        return rows;
    }
}
