package dev.sommelier.image;

import java.nio.BufferOverflowException;
import java.nio.FloatBuffer;

/// Interleaved bytes to normalised planes.
final class Normalisation {
    private Normalisation() {}

    /// @param rgb uint8 `(H, W, 3)`
    /// @param slot takes float32 `(3, H, W)`: `(x / 255 - mean) / std` per channel
    static void write(byte[] rgb, Preprocessing p, FloatBuffer slot) {
        if (slot.remaining() < rgb.length) {
            throw new BufferOverflowException();
        }
        float[] plane = new float[rgb.length / 3];
        for (int channel = 0; channel < 3; channel++) {
            float[] table = table(p.mean().get(channel), p.std().get(channel));
            for (int i = 0; i < plane.length; i++) {
                plane[i] = table[rgb[3 * i + channel] & 0xFF];
            }
            slot.put(plane);
        }
    }

    /// There are 256 possible answers, so no pixel costs a division.
    private static float[] table(float mean, float std) {
        float[] table = new float[256];
        for (int x = 0; x < table.length; x++) {
            table[x] = (x / 255f - mean) / std;
        }
        return table;
    }
}
