package dev.sommelier.image;

import java.io.ByteArrayOutputStream;

/// A PNG with nothing but what its first picture needs.
///
/// Texts and colour profiles are compressed, and a thousand of them can unpack to gigabytes before the first pixel is
/// seen; animation chunks can name other sizes than the header. None of them reaches the codec.
final class PngEssence {
    private PngEssence() {}

    /// Copies signature, critical chunks and tRNS (transparency of palettes), up to IEND.
    ///
    /// @param photo a PNG that [PngHeader] has walked through
    static byte[] of(byte[] photo) {
        Bytes file = Bytes.bigEndian(photo);
        ByteArrayOutputStream essence = new ByteArrayOutputStream(photo.length);
        essence.write(photo, 0, PngHeader.SIGNATURE);
        long at = PngHeader.SIGNATURE;
        boolean ended = false;
        while (!ended) {
            Bytes chunk = PngHeader.chunk(file, at);
            if (PngHeader.isCritical(chunk) || chunk.has(4, "tRNS")) {
                essence.write(photo, chunk.from(), chunk.length());
            }
            ended = chunk.has(4, "IEND");
            at += chunk.length();
        }
        return essence.toByteArray();
    }
}
