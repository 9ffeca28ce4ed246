package dev.sommelier.image;

import dev.sommelier.failure.Failure;

/// The camera's note on which way up the picture is.
///
/// @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">CIPA DC-008, tag
///     Orientation</a>
final class Exif {
    /// Orientation of a picture that is to be shown as it is stored.
    static final int UPRIGHT = 1;

    private Exif() {}

    /// A broken note loses only itself: the picture is then taken as upright.
    ///
    /// @param block a TIFF structure, from its byte-order mark on
    /// @return 1 to 8
    static int orientation(Bytes block) {
        try {
            return orientation(TiffDirectory.first(block));
        } catch (IndexOutOfBoundsException | Failure e) {
            return UPRIGHT;
        }
    }

    static int orientation(TiffDirectory directory) {
        long stated = directory.value(TiffDirectory.ORIENTATION, UPRIGHT);
        return stated >= 1 && stated <= 8 ? (int) stated : UPRIGHT;
    }

    /// @param width as stored
    /// @param height as stored
    static Header header(Format format, long width, long height, int orientation) {
        return turns(orientation)
                ? new Header(format, (int) height, (int) width, orientation)
                : new Header(format, (int) width, (int) height, orientation);
    }

    /// Whether the orientation lays the picture on its side, so that width and height change places.
    static boolean turns(int orientation) {
        return orientation >= 5;
    }
}
