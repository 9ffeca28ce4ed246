package dev.sommelier.dataset;

import java.util.Comparator;
import java.util.List;

/// The smallest, the middle and the largest of some photos.
public record AuditSpread(AuditPhoto least, AuditPhoto median, AuditPhoto most) {

    /// @param photos one or more
    static AuditSpread of(List<AuditPhoto> photos, Comparator<AuditPhoto> by) {
        List<AuditPhoto> sorted = photos.stream().sorted(by).toList();
        return new AuditSpread(sorted.getFirst(), sorted.get((sorted.size() - 1) / 2), sorted.getLast());
    }
}
