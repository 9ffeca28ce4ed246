package dev.sommelier.image;

import org.bytedeco.javacpp.Pointer;

/// What decoding holds outside the heap: OpenCV's pictures and the bytes that were copied for it, as JavaCPP
/// counts them. The pixels themselves OpenCV takes where no one counts but the operating system, and gives back
/// with their picture.
///
/// @see <a href="https://bytedeco.org/javacpp/apidocs/org/bytedeco/javacpp/Pointer.html">Pointer</a>
public final class NativeMemory {
    private NativeMemory() {}

    /// Pictures and buffers that nobody has closed yet.
    public static long objects() {
        return Pointer.totalCount();
    }

    /// Their bytes, without the pixels.
    public static long bytes() {
        return Pointer.totalBytes();
    }
}
