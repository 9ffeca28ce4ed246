package dev.sommelier.image;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A part of a file, read at positions that the file itself may have chosen.
///
/// Every read is checked: one past the end throws [IndexOutOfBoundsException], which [Headers] reports as a file that
/// is cut off. Positions are `long`, so sums of 32-bit fields cannot wrap round.
///
/// @param array never changed here
/// @param from first index of the part
/// @param length bytes in the part
/// @param order of multi-byte numbers
record Bytes(byte[] array, int from, int length, ByteOrder order) {

    Bytes {
        Objects.checkFromIndexSize(from, length, array.length);
    }

    static Bytes bigEndian(byte[] file) {
        return new Bytes(file, 0, file.length, ByteOrder.BIG_ENDIAN);
    }

    Bytes in(ByteOrder other) {
        return new Bytes(array, from, length, other);
    }

    /// The `count` bytes from `at` on, read from position 0.
    Bytes part(long at, long count) {
        Objects.checkFromIndexSize(at, count, length);
        return new Bytes(array, from + (int) at, (int) count, order);
    }

    int u8(long at) {
        return array[from + (int) Objects.checkIndex(at, (long) length)] & 0xFF;
    }

    int u16(long at) {
        return order == ByteOrder.BIG_ENDIAN ? (u8(at) << 8) | u8(at + 1) : (u8(at + 1) << 8) | u8(at);
    }

    int u24(long at) {
        return order == ByteOrder.BIG_ENDIAN ? (u16(at) << 8) | u8(at + 2) : (u8(at + 2) << 16) | u16(at);
    }

    long u32(long at) {
        long first = u16(at);
        long second = u16(at + 2);
        return order == ByteOrder.BIG_ENDIAN ? (first << 16) | second : (second << 16) | first;
    }

    /// The first position from `at` on that holds `value`.
    long find(int value, long at) {
        for (int i = from + (int) Objects.checkIndex(at, (long) length); i < from + length; i++) {
            if (array[i] == (byte) value) {
                return (long) i - from;
            }
        }
        throw new IndexOutOfBoundsException("no %02x after %d".formatted(value, at));
    }

    /// Whether the Latin-1 characters of `text` stand at `at`; false past the end.
    boolean has(long at, String text) {
        if (at + text.length() > length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (u8(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// At most `count` bytes from the start, as Latin-1.
    String start(int count) {
        return new String(array, from, Math.min(count, length), StandardCharsets.ISO_8859_1);
    }
}
