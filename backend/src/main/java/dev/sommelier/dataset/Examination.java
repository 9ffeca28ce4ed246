package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Header;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/// One file of a class folder, looked into. Its pixels are let go of before the next one is opened. Thread-safe.
final class Examination {
    private final AuditLimits limits;
    private final PhotoReader reader;
    private final PhotoReader headers;

    /// What came of it.
    ///
    /// @param views if it was decoded
    /// @param refusal why not, otherwise
    record Examined(AuditPhoto photo, Optional<Views> views, Optional<AuditFinding> refusal) {}

    Examination(AuditLimits limits) {
        this.limits = limits;
        this.reader = new PhotoReader(limits.input(), limits.maxPixels());
        this.headers = new PhotoReader(limits.input(), 1L << 30);
    }

    /// Whatever the file holds, it is answered for and nothing is thrown.
    Examined examine(Path file, String label) {
        AuditPhoto photo =
                new AuditPhoto(label + "/" + file.getFileName(), label, -1, Optional.empty(), Optional.empty());
        try {
            long bytes = Files.size(file);
            AuditPhoto sized = new AuditPhoto(photo.path(), label, bytes, Optional.empty(), Optional.empty());
            if (bytes > AuditLimits.OPENED) {
                return refused(sized, AuditKind.UNREADABLE, AuditLimits.NOT_OPENED);
            }
            return examine(sized, Files.readAllBytes(file));
        } catch (IOException e) {
            return refused(photo, AuditKind.UNREADABLE, words(e));
        }
    }

    private Examined examine(AuditPhoto sized, byte[] content) {
        String sha256 = DigestUtils.sha256Hex(content);
        AuditPhoto photo =
                new AuditPhoto(sized.path(), sized.label(), sized.bytes(), Optional.of(sha256), Optional.empty());
        try {
            Header header = headers.header(content);
            photo = new AuditPhoto(photo.path(), photo.label(), photo.bytes(), photo.sha256(), Optional.of(header));
            Preprocessing input = limits.input();
            return new Examined(
                    photo,
                    Optional.of(Views.of(reader.decode(content, input.width(), input.height())
                            .fitted(input))),
                    Optional.empty());
        } catch (Failure.TooLarge e) {
            return refused(photo, AuditKind.TOO_MANY_PIXELS, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Also what the decoder never was meant to say: one photo must not end the audit of thousands.
            return refused(photo, AuditKind.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static Examined refused(AuditPhoto photo, AuditKind kind, String why) {
        return new Examined(photo, Optional.empty(), Optional.of(AuditFinding.of(kind, why, photo)));
    }

    /// The system's exceptions often say no more than the file's name.
    static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "You are not allowed to read it.";
            case NoSuchFileException _ -> "It is gone.";
            default -> "It cannot be read: " + e.getMessage();
        };
    }
}
