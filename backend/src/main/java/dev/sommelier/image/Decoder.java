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
        Format format = header.format();
        Mat rgb = Colour.rgb(reduced(photo, header, reduction), format);
        return Codec.turnsItself(format) ? rgb : Upright.turn(rgb, header.orientation());
    }

    /// JPEG is reduced while it is decoded, all others after that.
    private static Mat reduced(byte[] photo, Header header, int reduction) {
        if (header.format() == Format.JPEG) {
            return Codec.decode(photo, header, reduction);
        }
        Mat stored = Codec.decode(photo, header, 1);
        return Resampling.reduce(Colour.premultiplied(stored, header.format()), reduction);
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
