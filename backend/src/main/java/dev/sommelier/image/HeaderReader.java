package dev.sommelier.image;

/// Walks through one format's file without decoding a pixel.
///
/// The size goes to the limit as soon as it is known; only then is the rest looked at, to find out whether the file is
/// whole. A read past the end ([IndexOutOfBoundsException]) tells that it is not.
sealed interface HeaderReader permits BmpHeader, GifHeader, JpegHeader, PngHeader, TiffHeader, WebpHeader {

    /// Reads the size, then checks the rest. A reader is used once: it may keep what it meets on its way.
    ///
    /// @throws dev.sommelier.failure.Failure if the picture is too large, cut off or damaged
    Header read(Bytes file, PixelLimit limit);

    static HeaderReader of(Format format) {
        return switch (format) {
            case JPEG -> new JpegHeader();
            case PNG -> new PngHeader();
            case WEBP -> new WebpHeader();
            case GIF -> new GifHeader();
            case BMP -> new BmpHeader();
            case TIFF -> new TiffHeader();
        };
    }
}
