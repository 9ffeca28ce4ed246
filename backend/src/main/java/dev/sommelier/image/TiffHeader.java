package dev.sommelier.image;

import java.util.Arrays;

/// TIFF in either byte order: the first directory, and whether the strips or tiles it points at lie inside the file.
///
/// @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
final class TiffHeader implements HeaderReader {
    /// What [Colour] takes. More would be decoded in full, into gigabytes, before it is refused there.
    private static final int MOST_BITS = 16;

    private static final int MOST_SAMPLES = 4;

    @Override
    public Header read(Bytes file, PixelLimit limit) {
        TiffDirectory directory = TiffDirectory.first(file);
        long width = directory.value(TiffDirectory.WIDTH, 0);
        long height = directory.value(TiffDirectory.HEIGHT, 0);
        limit.check(Format.TIFF, width, height);
        checkDepth(directory);
        if (directory.has(TiffDirectory.TILE_WIDTH)) {
            checkTiles(file, directory, limit);
        } else {
            checkParts(file, directory, TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTES);
        }
        return Exif.header(Format.TIFF, width, height, Exif.orientation(directory));
    }

    private static void checkDepth(TiffDirectory directory) {
        long samples = largest(directory, TiffDirectory.SAMPLES_PER_PIXEL);
        if (samples > MOST_SAMPLES) {
            throw Unreadable.unusual(Format.TIFF, "%d samples a pixel".formatted(samples));
        }
        long bits = largest(directory, TiffDirectory.BITS_PER_SAMPLE);
        if (bits > MOST_BITS) {
            throw Unreadable.unusual(Format.TIFF, "%d bits a sample".formatted(bits));
        }
    }

    /// Bits are stated for each sample by itself; a tag that is not there means 1.
    private static long largest(TiffDirectory directory, int tag) {
        return Arrays.stream(directory.values(tag)).max().orElse(1);
    }

    /// One tile can be declared far larger than its picture, and is decoded whole.
    private static void checkTiles(Bytes file, TiffDirectory directory, PixelLimit limit) {
        limit.check(
                Format.TIFF,
                directory.value(TiffDirectory.TILE_WIDTH, 0),
                directory.value(TiffDirectory.TILE_HEIGHT, 0));
        checkParts(file, directory, TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTES);
    }

    private static void checkParts(Bytes file, TiffDirectory directory, int offsets, int counts) {
        long[] starts = directory.values(offsets);
        long[] lengths = directory.values(counts);
        if (starts.length == 0 || lengths.length != starts.length) {
            throw Unreadable.damaged(Format.TIFF, "its directory does not say where the pixels are");
        }
        for (int i = 0; i < starts.length; i++) {
            file.part(starts[i], lengths[i]);
        }
    }
}
