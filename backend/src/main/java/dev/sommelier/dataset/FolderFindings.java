package dev.sommelier.dataset;

import dev.sommelier.dataset.LookAlikes.Group;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be said only of all photos together.
final class FolderFindings {
    /// A class with less than this part of the largest one's photos has far fewer.
    private static final double FAR_FEWER = 1.0 / 3;

    private FolderFindings() {}

    static AuditFinding of(Group group) {
        long labels = group.photos().stream().map(AuditPhoto::label).distinct().count();
        if (labels > 1) {
            return new AuditFinding(AuditKind.TWO_LABELS, words(group.how()), group.photos());
        }
        AuditKind kind = group.how().equals(Set.of(Likeness.SAME_FILE)) ? AuditKind.SAME_FILE : AuditKind.SAME_PICTURE;
        return new AuditFinding(kind, words(group.how()), group.photos());
    }

    private static String words(Set<Likeness> how) {
        return how.stream().map(Likeness::words).collect(Collectors.joining("; "));
    }

    static Stream<AuditFinding> of(List<AuditCount> classes) {
        return Stream.concat(
                classes.size() < 2
                        ? Stream.of(
                                AuditFinding.of(AuditKind.FEW_CLASSES, "class folders: %d".formatted(classes.size())))
                        : Stream.empty(),
                Stream.concat(empty(classes), small(classes)));
    }

    private static Stream<AuditFinding> empty(List<AuditCount> classes) {
        return classes.stream()
                .filter(c -> c.usable() == 0)
                .map(c -> AuditFinding.of(
                        AuditKind.EMPTY_CLASS, "%s: %s".formatted(c.label(), AuditWords.count(c.files(), "file"))));
    }

    private static Stream<AuditFinding> small(List<AuditCount> classes) {
        int most = classes.stream().mapToInt(AuditCount::usable).max().orElse(0);
        return classes.stream()
                .filter(c -> c.usable() > 0 && c.usable() < FAR_FEWER * most)
                .map(c -> AuditFinding.of(
                        AuditKind.FEW_PHOTOS,
                        "%s: %s, the largest class has %d"
                                .formatted(c.label(), AuditWords.count(c.usable(), "photo"), most)));
    }
}
