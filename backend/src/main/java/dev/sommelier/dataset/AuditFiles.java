package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a report is written: `audit.html` for people, `audit.json` for programs.
///
/// @param folder is made where it is not there; an earlier report in it is replaced
public record AuditFiles(Path folder) {
    private static final String PAGE = "audit.html";
    private static final String DATA = "audit.json";

    /// Makes the folder, which is said before the photos are looked at, and not after.
    ///
    /// @param photos the folder that is looked into
    /// @throws Failure.BadDataset if there are no such photos
    /// @throws Failure.CannotStart if nothing can be written there, or if it lies in `photos`, where it
    ///     would become a class
    public static AuditFiles in(Path folder, Path photos) {
        if (!Files.isDirectory(photos)) {
            throw Listing.missing(photos);
        }
        if (absolute(folder).startsWith(absolute(photos))) {
            throw new Failure.CannotStart(
                    "--out: %s lies in %s, where training would take it for a class. Choose another folder."
                            .formatted(folder, photos));
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw refused(folder);
        }
        if (!Files.isWritable(folder)) {
            throw refused(folder);
        }
        return new AuditFiles(folder);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Failure refused(Path folder) {
        return new Failure.CannotStart("--out: nothing can be written to %s. Choose another folder.".formatted(folder));
    }

    /// @param limits of the audit
    /// @return the files, the page first
    public List<Path> write(AuditReport report, AuditLimits limits) throws IOException {
        byte[] page = new AuditPage(report, limits).html().getBytes(StandardCharsets.UTF_8);
        return List.of(
                Files.write(folder.resolve(PAGE), page), Files.write(folder.resolve(DATA), AuditJson.of(report)));
    }
}
