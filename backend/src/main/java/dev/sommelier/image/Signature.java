package dev.sommelier.image;

import dev.sommelier.failure.Failure;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells a file's format by its first bytes; names and declared types are never asked.
///
/// @see <a href="https://en.wikipedia.org/wiki/List_of_file_signatures">signatures</a>
final class Signature {
    /// Bytes in which a text format must show itself.
    private static final int TEXT_START = 1024;

    private static final Set<Long> BMP_HEADER_SIZES = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

    /// What a file of a format read here starts with, from position `at` on.
    private record Own(int at, String bytes, Format format) {}

    private static final List<Own> OWN = List.of(
            new Own(0, "\u00FF\u00D8\u00FF", Format.JPEG),
            new Own(0, "\u0089PNG\r\n\u001A\n", Format.PNG),
            new Own(8, "WEBP", Format.WEBP),
            new Own(0, "GIF87a", Format.GIF),
            new Own(0, "GIF89a", Format.GIF),
            new Own(0, "II*\0", Format.TIFF),
            new Own(0, "MM\0*", Format.TIFF));

    /// The same for a format that is known, but not read.
    private record Mark(int at, String bytes, String title) {}

    private static final List<Mark> OTHERS = List.of(
            new Mark(0, "%PDF-", "PDF"),
            new Mark(0, "\u00FF\n", "JPEG XL"),
            new Mark(0, "\0\0\0\fJXL ", "JPEG XL"),
            new Mark(0, "\0\0\0\fjP  ", "JPEG 2000"),
            new Mark(0, "\u00FFO\u00FFQ", "JPEG 2000"),
            new Mark(0, "8BPS", "PSD"),
            new Mark(0, "\0\0\1\0", "ICO"),
            new Mark(0, "II+\0", "BigTIFF"),
            new Mark(0, "MM\0+", "BigTIFF"),
            new Mark(0, "II\u00BC", "JPEG XR"),
            new Mark(0, "v/1\1", "OpenEXR"),
            new Mark(0, "gimp xcf", "XCF"),
            new Mark(0, "PK\3\4", "ZIP"),
            new Mark(0, "\u001F\u008B", "gzip"),
            new Mark(0, "Rar!", "RAR"),
            new Mark(0, "7z\u00BC\u00AF", "7z"),
            new Mark(0, "\u001AE\u00DF\u00A3", "Matroska or WebM video"),
            new Mark(8, "WAVE", "WAV"),
            new Mark(8, "AVI ", "AVI video"),
            new Mark(0, "\u007FELF", "ELF program"));

    private Signature() {}

    /// Recognises the formats that are read, and refuses all others.
    ///
    /// @throws Failure.UnsupportedFormat if the content is of a known format that is not read
    /// @throws Failure.UnreadableImage if it is empty or no known format at all
    static Format format(Bytes file) {
        if (file.length() == 0) {
            throw Unreadable.empty();
        }
        for (Own own : OWN) {
            if (file.has(own.at, own.bytes)) {
                return own.format;
            }
        }
        if (isBmp(file)) {
            return Format.BMP;
        }
        throw refusal(file);
    }

    /// Two letters are too few to go by: text may well start with BM.
    private static boolean isBmp(Bytes file) {
        return file.has(0, "BM")
                && file.length() >= 18
                && BMP_HEADER_SIZES.contains(file.in(ByteOrder.LITTLE_ENDIAN).u32(14));
    }

    private static Failure refusal(Bytes file) {
        String other = file.has(4, "ftyp")
                ? brand(file)
                : OTHERS.stream()
                        .filter(mark -> file.has(mark.at, mark.bytes))
                        .map(Mark::title)
                        .findFirst()
                        .orElseGet(() -> text(file.start(TEXT_START).toLowerCase(Locale.ROOT)));
        return other.isEmpty() ? Unreadable.notAnImage() : new Failure.UnsupportedFormat(other, Format.titles());
    }

    /// Names an ISO base media file by the brand it lists first.
    private static String brand(Bytes file) {
        String brand = file.start(12).substring(8);
        return switch (brand) {
            case "avif", "avis" -> "AVIF";
            case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" -> "HEIC";
            case "crx " -> "CR3";
            default -> "MP4 or QuickTime video";
        };
    }

    private static String text(String start) {
        if (start.contains("<svg")) {
            return "SVG";
        }
        return start.contains("<!doctype html") || start.contains("<html") ? "HTML" : "";
    }
}
