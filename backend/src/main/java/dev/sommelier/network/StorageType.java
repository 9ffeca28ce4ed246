package dev.sommelier.network;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/// How torch stores the numbers of a tensor; all are widened or narrowed to float32.
enum StorageType {
    FLOAT("FloatStorage", 4),
    DOUBLE("DoubleStorage", 8),
    HALF("HalfStorage", 2),
    BFLOAT16("BFloat16Storage", 2),
    LONG("LongStorage", 8),
    INT("IntStorage", 4),
    SHORT("ShortStorage", 2),
    CHAR("CharStorage", 1),
    BYTE("ByteStorage", 1),
    BOOL("BoolStorage", 1);

    private final String className;
    private final int bytes;

    StorageType(String className, int bytes) {
        this.className = className;
        this.bytes = bytes;
    }

    /// @param className in Python's module `torch`
    static Optional<StorageType> of(String className) {
        return Stream.of(values())
                .filter(type -> type.className.equals(className))
                .findAny();
    }

    /// Of one number.
    int bytes() {
        return bytes;
    }

    /// @param storage little-endian
    float read(ByteBuffer storage, int index) {
        int at = index * bytes;
        return switch (this) {
            case FLOAT -> storage.getFloat(at);
            case DOUBLE -> (float) storage.getDouble(at);
            case HALF -> Float.float16ToFloat(storage.getShort(at));
            // The upper half of a float32.
            case BFLOAT16 -> Float.intBitsToFloat(storage.getShort(at) << 16);
            case LONG -> storage.getLong(at);
            case INT -> storage.getInt(at);
            case SHORT -> storage.getShort(at);
            case CHAR, BOOL -> storage.get(at);
            case BYTE -> storage.get(at) & 255;
        };
    }
}
