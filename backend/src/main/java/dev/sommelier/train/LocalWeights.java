package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file of this machine.
record LocalWeights(Path file, Optional<Checksum> expected) implements WeightsSource {
    @Override
    public String stated() {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /// That there is such a file is checked by whoever reads it.
    @Override
    public Path resolve(DownloadConfig downloads) {
        if (expected.isPresent() && Files.isRegularFile(file)) {
            check(expected.get());
        }
        return file;
    }

    private void check(Checksum wanted) {
        try {
            String found = Checksum.of(file);
            if (!wanted.matches(found)) {
                throw new Failure.CannotStart(
                        "train.weights: %s has the SHA-256 %s, and train.weights-sha256 asks for %s. Correct the one that is wrong."
                                .formatted(file, found, wanted.begins()));
            }
        } catch (IOException e) {
            throw new Failure.CannotStart("train.weights: %s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
