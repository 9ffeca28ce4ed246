package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// @param file the encoded photo
/// @param label index into the data set's labels
public record LabelledPhoto(Path file, int label) {

    /// What the file holds.
    ///
    /// @throws Failure.UnreadableImage if it is over 100 MB, as a video in a class folder may be, or if nobody is
    ///     allowed to read it: a fault of this one file
    /// @throws IOException if it is gone, or cannot be read for a reason that other files may share
    public byte[] bytes() throws IOException {
        try {
            if (Files.size(file) > AuditLimits.OPENED) {
                throw new Failure.UnreadableImage(AuditLimits.NOT_OPENED);
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new Failure.UnreadableImage(Examination.words(e));
        }
    }
}
