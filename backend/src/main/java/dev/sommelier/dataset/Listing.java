package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What lies in a folder of photos, where [PhotoFolder] would take it and where not. Refuses nothing but a folder
/// that is not there; hidden files and folders are passed over.
///
/// @param classes by name
/// @param findings what training would pass over
record Listing(List<ClassFolder> classes, List<AuditFinding> findings) {

    /// @param files by name
    record ClassFolder(String label, List<Path> files) {}

    static Listing of(Path root) {
        if (!Files.isDirectory(root)) {
            throw missing(root);
        }
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
        try {
            children(root).forEach(listing::add);
        } catch (IOException e) {
            throw new Failure.BadDataset("%s cannot be listed: %s".formatted(root, Examination.words(e)));
        }
        return listing;
    }

    static Failure missing(Path root) {
        return new Failure.BadDataset(
                "%s is not a folder. Give one that holds a folder of photos for each class.".formatted(root));
    }

    private void add(Path child) {
        String name = String.valueOf(child.getFileName());
        if (!Files.isDirectory(child)) {
            findings.add(AuditFinding.of(AuditKind.STRAY, name));
            return;
        }
        List<Path> files = new ArrayList<>();
        try {
            for (Path grandchild : children(child)) {
                String path = name + "/" + grandchild.getFileName();
                if (Files.isDirectory(grandchild)) {
                    findings.add(AuditFinding.of(AuditKind.SUBFOLDER, path));
                } else if (Files.isRegularFile(grandchild)) {
                    files.add(grandchild);
                } else {
                    findings.add(AuditFinding.of(AuditKind.UNREADABLE, path + ": not a file, or a link to nothing"));
                }
            }
        } catch (IOException e) {
            findings.add(AuditFinding.of(AuditKind.UNREADABLE, "%s: %s".formatted(name, Examination.words(e))));
        }
        classes.add(new ClassFolder(name, files));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
                    .sorted(Comparator.comparing(child -> String.valueOf(child.getFileName())))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
