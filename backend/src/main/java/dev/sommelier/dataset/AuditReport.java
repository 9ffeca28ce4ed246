package dev.sommelier.dataset;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an audit found.
///
/// @param folder that was looked into
/// @param classes in the order of their names
/// @param photos every file of a class folder, by class, then by name
/// @param sha256 hash of the data set, as in [SplitManifest]: over every photo that training would take
/// @param findings the worst kind first
public record AuditReport(
        String folder, List<AuditCount> classes, List<AuditPhoto> photos, String sha256, List<AuditFinding> findings) {

    public AuditReport {
        classes = List.copyOf(classes);
        photos = List.copyOf(photos);
        findings = findings.stream()
                .sorted(Comparator.comparing(AuditFinding::kind))
                .toList();
    }

    /// Whether something should be mended before training.
    public boolean serious() {
        return findings.stream().anyMatch(finding -> finding.kind().serious());
    }

    /// The findings of each kind that occurs, the worst kind first.
    public Map<AuditKind, List<AuditFinding>> byKind() {
        Map<AuditKind, List<AuditFinding>> kinds = new EnumMap<>(AuditKind.class);
        for (AuditKind kind : AuditKind.values()) {
            List<AuditFinding> found =
                    findings.stream().filter(f -> f.kind() == kind).toList();
            if (!found.isEmpty()) {
                kinds.put(kind, found);
            }
        }
        return kinds;
    }

    /// Of all files in class folders.
    public long bytes() {
        return photos.stream().mapToLong(AuditPhoto::bytes).filter(b -> b > 0).sum();
    }

    /// By pixels, of the photos whose header can be read.
    public Optional<AuditSpread> pixels() {
        return spread(Comparator.comparingLong(AuditPhoto::pixels));
    }

    /// By file size, of the same photos.
    public Optional<AuditSpread> sizes() {
        return spread(Comparator.comparingLong(AuditPhoto::bytes));
    }

    private Optional<AuditSpread> spread(Comparator<AuditPhoto> by) {
        List<AuditPhoto> known =
                photos.stream().filter(photo -> photo.header().isPresent()).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(AuditSpread.of(known, by));
    }
}
