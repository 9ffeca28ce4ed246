package dev.sommelier.dataset;

import dev.sommelier.dataset.Examination.Examined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Looks through a folder of photos before anything is trained on it.
///
/// Where training refuses or leaves out, an audit goes on and reports. Photos are decoded on all cores; of each
/// one only small thumbnails are kept, about 16 kB.
public final class Audit {
    private final AuditLimits limits;
    private final Progress progress;

    /// Told after each file; called from any thread.
    @FunctionalInterface
    public interface Progress {
        void examined(int files, int ofAll);
    }

    private record Entry(Path file, String label) {}

    public Audit(AuditLimits limits, Progress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /// @throws dev.sommelier.failure.Failure.BadDataset if there is no such folder, or it cannot be listed
    public AuditReport run(Path folder) {
        Listing listing = Listing.of(folder);
        List<Examined> examined = examine(listing);
        List<AuditCount> classes = listing.classes().stream()
                .map(each -> AuditCount.of(each.label(), examined))
                .toList();
        return new AuditReport(
                folder.toString(),
                classes,
                examined.stream().map(Examined::photo).toList(),
                Content.hash(decoded(examined).map(e -> content(e.photo()))),
                findings(listing, examined, classes));
    }

    private List<Examined> examine(Listing listing) {
        List<Entry> entries = listing.classes().stream()
                .flatMap(each -> each.files().stream().map(file -> new Entry(file, each.label())))
                .toList();
        Examination examination = new Examination(limits);
        AtomicInteger done = new AtomicInteger();
        return entries.parallelStream()
                .map(entry -> {
                    Examined examined = examination.examine(entry.file, entry.label);
                    progress.examined(done.incrementAndGet(), entries.size());
                    return examined;
                })
                .toList();
    }

    private List<AuditFinding> findings(Listing listing, List<Examined> examined, List<AuditCount> classes) {
        PhotoFindings ofOne = new PhotoFindings(limits);
        List<AuditFinding> findings = new ArrayList<>(listing.findings());
        LookAlikes.among(decoded(examined).toList()).stream()
                .map(FolderFindings::of)
                .forEach(findings::add);
        examined.stream().flatMap(ofOne::of).forEach(findings::add);
        FolderFindings.of(classes).forEach(findings::add);
        return findings;
    }

    private static Stream<Examined> decoded(List<Examined> examined) {
        return examined.stream().filter(e -> e.views().isPresent());
    }

    private static Content content(AuditPhoto photo) {
        return new Content(photo.label(), photo.sha256().orElseThrow());
    }
}
