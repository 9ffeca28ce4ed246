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
            throw unlisted(root, e);
        }
        return listing;
    }

    static Failure missing(Path root) {
        return new Failure.BadDataset(
                "%s is not a folder. Give one that holds a folder of photos for each class.".formatted(root));
    }

    static Failure unlisted(Path folder, IOException e) {
        return new Failure.BadDataset("%s cannot be listed: %s".formatted(folder, Examination.words(e)));
    }

    private void add(Path child) {
        String name = String.valueOf(child.getFileName());
        if (!Files.isDirectory(child)) {
            findings.add(AuditFinding.of(AuditKind.STRAY, name));
            return;
        }
        ClassFolder folder = new ClassFolder(name, new ArrayList<>());
        try {
            children(child).forEach(file -> add(file, folder));
        } catch (IOException e) {
            findings.add(AuditFinding.of(AuditKind.UNREADABLE, "%s: %s".formatted(name, Examination.words(e))));
        }
        classes.add(folder);
    }

    private void add(Path file, ClassFolder folder) {
        String path = folder.label + "/" + file.getFileName();
        if (Files.isDirectory(file)) {
            findings.add(AuditFinding.of(AuditKind.SUBFOLDER, path));
        } else if (Files.isRegularFile(file)) {
            folder.files.add(file);
        } else {
            findings.add(AuditFinding.of(AuditKind.UNREADABLE, path + ": not a file, or a link to nothing"));
        }
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
