package dev.sommelier.dataset;

import dev.sommelier.dataset.Examination.Examined;
import dev.sommelier.image.Format;
import dev.sommelier.image.Header;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be said of a photo without looking at the others.
final class PhotoFindings {
    private static final Map<String, Format> EXTENSIONS = Map.ofEntries(
            Map.entry("jpg", Format.JPEG),
            Map.entry("jpeg", Format.JPEG),
            Map.entry("jpe", Format.JPEG),
            Map.entry("jfif", Format.JPEG),
            Map.entry("png", Format.PNG),
            Map.entry("webp", Format.WEBP),
            Map.entry("gif", Format.GIF),
            Map.entry("bmp", Format.BMP),
            Map.entry("dib", Format.BMP),
            Map.entry("tif", Format.TIFF),
            Map.entry("tiff", Format.TIFF));

    private final AuditLimits limits;

    PhotoFindings(AuditLimits limits) {
        this.limits = limits;
    }

    Stream<AuditFinding> of(Examined examined) {
        AuditPhoto photo = examined.photo();
        return Stream.of(
                        examined.refusal(),
                        large(photo),
                        photo.header().flatMap(header -> small(photo, header)),
                        photo.header().flatMap(header -> misnamed(photo, header)),
                        blank(examined))
                .flatMap(Optional::stream);
    }

    private Optional<AuditFinding> large(AuditPhoto photo) {
        return found(
                photo.bytes() > limits.maxBytes(), AuditKind.TOO_MANY_BYTES, AuditWords.bytes(photo.bytes()), photo);
    }

    private Optional<AuditFinding> small(AuditPhoto photo, Header header) {
        return found(
                Math.min(header.width(), header.height()) < limits.shorterSide(),
                AuditKind.TOO_SMALL,
                "%s, the network sees %d × %d"
                        .formatted(
                                AuditWords.size(header),
                                limits.input().width(),
                                limits.input().height()),
                photo);
    }

    private static Optional<AuditFinding> misnamed(AuditPhoto photo, Header header) {
        String extension =
                photo.path().substring(photo.path().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Format named = EXTENSIONS.getOrDefault(extension, header.format());
        return found(
                named != header.format(),
                AuditKind.NAMED_OTHERWISE,
                "is %s".formatted(header.format().title()),
                photo);
    }

    private static Optional<AuditFinding> blank(Examined examined) {
        return found(
                examined.views().filter(views -> views.whole().isFlat()).isPresent(),
                AuditKind.BLANK,
                "one colour, or nearly",
                examined.photo());
    }

    private static Optional<AuditFinding> found(boolean holds, AuditKind kind, String what, AuditPhoto photo) {
        return holds ? Optional.of(AuditFinding.of(kind, what, photo)) : Optional.empty();
    }
}
