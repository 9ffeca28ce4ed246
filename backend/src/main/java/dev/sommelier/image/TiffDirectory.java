package dev.sommelier.image;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/// The first directory of a TIFF structure: tags with unsigned whole numbers.
///
/// Directories that it links to are never followed, so loops among them do no harm.
///
/// @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0, section 2</a>
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int STRIP_BYTES = 279;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;

    private static final int ENTRY_BYTES = 12;

    private final Bytes block;

    /// Tag to the position of its entry.
    private final Map<Integer, Long> entries = new HashMap<>();

    private TiffDirectory(Bytes block) {
        this.block = block;
    }

    /// @throws IndexOutOfBoundsException if the block ends before its directory
    static TiffDirectory first(Bytes block) {
        Bytes ordered = block.in(block.has(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        TiffDirectory directory = new TiffDirectory(ordered);
        long at = ordered.u32(4);
        int count = ordered.u16(at);
        for (int i = 0; i < count; i++) {
            directory.add(at + 2 + (long) i * ENTRY_BYTES);
        }
        return directory;
    }

    /// Of a tag stated twice the first counts, as in libtiff.
    private void add(long entry) {
        entries.putIfAbsent(block.u16(entry), entry);
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /// The tag's first value.
    long value(int tag, long absent) {
        long[] values = values(tag);
        return values.length == 0 ? absent : values[0];
    }

    /// All values of a tag; none if the directory does not state it.
    ///
    /// @throws IndexOutOfBoundsException if they lie outside the block
    long[] values(int tag) {
        Long entry = entries.get(tag);
        if (entry == null) {
            return new long[0];
        }
        int size = size(block.u16(entry + 2));
        long bytes = block.u32(entry + 4) * size;
        Bytes stored = block.part(bytes <= 4 ? entry + 8 : block.u32(entry + 8), bytes);
        long[] values = new long[(int) (bytes / size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(stored, (long) i * size, size);
        }
        return values;
    }

    private static int size(int type) {
        return switch (type) {
            case 1 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            default -> throw Unreadable.damaged(Format.TIFF, "a directory entry has the wrong type");
        };
    }

    private static long number(Bytes stored, long at, int size) {
        return switch (size) {
            case 1 -> stored.u8(at);
            case 2 -> stored.u16(at);
            default -> stored.u32(at);
        };
    }
}
