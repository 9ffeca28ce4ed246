package dev.sommelier.inference;

import dev.sommelier.image.PhotoReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// A photo that nobody sent: reading it loads the decoder's native libraries, which takes about a second, so that no
/// first user pays for it.
final class WarmUpPhoto {
    private static final int HEADERS = 54;
    private static final int SIDE = 8;

    private WarmUpPhoto() {}

    static void read(PhotoReader reader) {
        reader.read(bmp(), FloatBuffer.allocate(reader.preprocessing().floats()));
    }

    /// A black square, 24 bits a pixel.
    ///
    /// @see <a href="https://learn.microsoft.com/windows/win32/gdi/bitmap-storage">the format</a>
    private static byte[] bmp() {
        int pixels = 3 * SIDE * SIDE;
        return ByteBuffer.allocate(HEADERS + pixels)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(HEADERS + pixels)
                .putInt(0)
                .putInt(HEADERS)
                .putInt(HEADERS - 14)
                .putInt(SIDE)
                .putInt(SIDE)
                .putShort((short) 1)
                .putShort((short) 24)
                .putInt(0)
                .putInt(pixels)
                .array();
    }
}
