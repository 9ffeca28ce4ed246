package dev.sommelier.image;

/// From file bytes to a trusted header.
final class Headers {
    private Headers() {}

    /// @throws Failure.UnsupportedFormat if the content is of another known format
    /// @throws Failure.TooLarge if the declared size is over the limit
    /// @throws Failure.UnreadableImage if it is no image, cut off or damaged
    static Header read(byte[] photo, PixelLimit limit) {
        Bytes file = Bytes.bigEndian(photo);
        Format format = Signature.format(file);
        try {
            return HeaderReader.of(format).read(file, limit);
        } catch (IndexOutOfBoundsException e) {
            throw Unreadable.truncated(format);
        }
    }
}
