package dev.sommelier.image;

import org.bytedeco.opencv.opencv_core.Mat;

/// Encoded bytes to upright RGB at full, half, quarter or eighth size.
///
/// Everything native that is made here belongs to the caller's open [org.bytedeco.javacpp.PointerScope].
final class Decoder {
    private Decoder() {}

    /// Decodes, reduces and turns.
    ///
    /// @param header of this very file, checked
    /// @return uint8 RGB `(H, W, 3)`, at least `minWidth × minHeight` where the photo has that many pixels
    /// @throws dev.sommelier.failure.Failure.UnreadableImage if the pixels cannot be made out
    static Mat decode(byte[] photo, Header header, int minWidth, int minHeight) {
        int reduction = reduction(header, minWidth, minHeight);
        Mat reduced = header.format() == Format.JPEG
                ? Colour.rgb(Codec.decode(photo, header, reduction), Format.JPEG)
                : Resampling.reduce(Colour.rgb(Codec.decode(photo, header, 1), header.format()), reduction);
        return Codec.turnsItself(header.format()) ? reduced : Upright.turn(reduced, header.orientation());
    }

    /// The largest of 1, 2, 4 and 8 that leaves both sides long enough.
    static int reduction(Header header, int minWidth, int minHeight) {
        int reduction = 8;
        while (reduction > 1 && !longEnough(header, reduction, minWidth, minHeight)) {
            reduction /= 2;
        }
        return reduction;
    }

    private static boolean longEnough(Header header, int reduction, int minWidth, int minHeight) {
        return Math.ceilDiv(header.width(), reduction) >= minWidth
                && Math.ceilDiv(header.height(), reduction) >= minHeight;
    }
}
