package dev.sommelier.model;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Format;
import dev.sommelier.image.Header;
import dev.sommelier.image.PhotoReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// [Bundle#THUMBNAILS], checked.
final class ThumbnailFile {
    /// Of the file, and of all pictures together: they stay in memory.
    static final long MAX_BYTES = 128L << 20;

    /// Of one picture.
    static final int LARGEST = 64 << 10;

    /// Pixels of either side, as read from the picture's header.
    private static final int LONGEST_SIDE = 512;

    private static final String NAME = "(0|[1-9][0-9]{0,8})\\.jpg";

    private final Path file;
    private final int photos;
    private final PhotoReader reader;
    private final Map<Integer, byte[]> pictures = new HashMap<>();
    private long bytes;

    private ThumbnailFile(Path file, int photos, PhotoReader reader) {
        this.file = file;
        this.photos = photos;
        this.reader = reader;
    }

    /// @param photos rows of the reference
    /// @return JPEGs by row; none if the bundle has no such file
    /// @throws Failure.BadBundle that names the file and what is wrong with it
    static Map<Integer, byte[]> read(Bundle bundle, int photos) {
        if (!bundle.card().sha256().containsKey(Bundle.THUMBNAILS)) {
            return Map.of();
        }
        PhotoReader reader = new PhotoReader(bundle.card().preprocessing(), (long) LONGEST_SIDE * LONGEST_SIDE);
        return new ThumbnailFile(bundle.folder().resolve(Bundle.THUMBNAILS), photos, reader).read();
    }

    private Map<Integer, byte[]> read() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Bundle.bad(file, "is larger than %,d bytes".formatted(MAX_BYTES));
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                    ZipInputStream zip = new ZipInputStream(in)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    add(entry.getName(), zip.readNBytes(LARGEST + 1));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Bundle.bad(file, "cannot be read as a zip (%s)".formatted(e.getMessage()));
        }
        if (pictures.isEmpty()) {
            throw Bundle.bad(file, "holds no pictures");
        }
        return pictures;
    }

    private void add(String name, byte[] picture) {
        if (!name.matches(NAME) || row(name) >= photos) {
            throw Bundle.bad(file, "holds '%s', and its files are 0.jpg to %d.jpg".formatted(shown(name), photos - 1));
        }
        bytes += picture.length;
        if (picture.length > LARGEST || bytes > MAX_BYTES) {
            throw Bundle.bad(
                    file, "unpacks to more than %,d bytes for a picture, or %,d for all".formatted(LARGEST, MAX_BYTES));
        }
        check(name, picture);
        if (pictures.put(row(name), picture) != null) {
            throw Bundle.bad(file, "holds %s twice".formatted(name));
        }
    }

    private void check(String name, byte[] picture) {
        try {
            Header header = reader.header(picture);
            if (header.format() != Format.JPEG || Math.max(header.width(), header.height()) > LONGEST_SIDE) {
                throw Bundle.bad(
                        file, "holds %s, which is no JPEG of at most %d pixels a side".formatted(name, LONGEST_SIDE));
            }
        } catch (Failure.BadBundle e) {
            throw e;
        } catch (Failure e) {
            throw Bundle.bad(file, "holds %s, which cannot be read: %s".formatted(name, e.getMessage()));
        }
    }

    private static int row(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf('.')));
    }

    private static String shown(String name) {
        return name.replaceAll("[^ -~]", "_").substring(0, Math.min(40, name.length()));
    }
}
