package dev.sommelier.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for a bundle that nobody is to serve yet; closing removes it.
record TrialFolder(Path path) implements AutoCloseable {

    static TrialFolder create() throws IOException {
        return new TrialFolder(Files.createTempDirectory("sommelier-trial"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
