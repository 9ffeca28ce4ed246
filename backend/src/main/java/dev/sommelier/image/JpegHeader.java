package dev.sommelier.image;

/// JPEG: markers and their segments up to the end-of-image marker; what follows that is nobody's business.
///
/// The first frame header before the first scan counts. Thumbnails sit inside application segments, which are stepped
/// over whole.
///
/// @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, Annex B</a>
final class JpegHeader implements HeaderReader {
    /// Honest progressive files have about ten scans; thousands only serve to keep a decoder busy.
    private static final int MAX_SCANS = 100;

    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;

    private int width;
    private int height;
    private int orientation = Exif.UPRIGHT;
    private int scans;

    @Override
    public Header read(Bytes file, PixelLimit limit) {
        long at = marker(file, 2);
        while (file.u8(at) != END_OF_IMAGE) {
            Bytes segment = file.part(at + 1, file.u16(at + 1));
            visit(file.u8(at), segment, limit);
            at = marker(file, at + 1 + segment.length());
        }
        if (scans == 0) {
            throw Unreadable.damaged(Format.JPEG, "it holds no picture");
        }
        return Exif.header(Format.JPEG, width, height, orientation);
    }

    /// The position of the next marker's code. Steps over entropy-coded data, in which 0xFF is followed by 0 or by a
    /// restart marker, and over padding.
    private static long marker(Bytes file, long at) {
        long next = file.find(0xFF, at) + 1;
        while (!isMarker(file.u8(next))) {
            next = file.find(0xFF, next) + 1;
        }
        return next;
    }

    /// Whether a code after 0xFF starts or ends something.
    private static boolean isMarker(int code) {
        return code > 1 && code != 0xFF && (code & 0xF8) != 0xD0;
    }

    private void visit(int code, Bytes segment, PixelLimit limit) {
        if (isFrame(code) && width == 0) {
            height = segment.u16(3);
            width = segment.u16(5);
            limit.check(Format.JPEG, width, height);
        } else if (code == APP1 && segment.has(2, "Exif\0\0") && orientation == Exif.UPRIGHT) {
            orientation = Exif.orientation(segment.part(8, segment.length() - 8));
        } else if (code == START_OF_SCAN) {
            visitScan();
        }
    }

    private void visitScan() {
        if (width == 0) {
            throw Unreadable.damaged(Format.JPEG, "a scan comes before its frame");
        }
        if (++scans > MAX_SCANS) {
            throw Unreadable.unusual(Format.JPEG, "more than %d scans".formatted(MAX_SCANS));
        }
    }

    /// Codes 0xC0 to 0xCF state a frame, but for three that define tables.
    private static boolean isFrame(int code) {
        return (code & 0xF0) == 0xC0 && code != 0xC4 && code != 0xC8 && code != 0xCC;
    }
}
