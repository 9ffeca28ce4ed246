package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.Upload;
import dev.sommelier.http.Uploads;
import dev.sommelier.image.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// An uploaded zip, from which photos are unpacked one at a time, into memory. Not thread-safe.
final class Zip implements AutoCloseable {

    /// Of a first file, and of the end of an empty zip.
    private static final Set<Integer> SIGNATURES = Set.of(0x504b0304, 0x504b0506);

    private final Upload upload;
    private final ZipFile file;
    private final Uploads uploads;
    private final long maxPhotoBytes;

    private Zip(Upload upload, ZipFile file, Uploads uploads, long maxPhotoBytes) {
        this.upload = upload;
        this.file = file;
        this.uploads = uploads;
        this.maxPhotoBytes = maxPhotoBytes;
    }

    /// Reads the directory alone.
    ///
    /// @param upload closed by [#close], not if this fails
    /// @throws Failure.UnreadableArchive if it is cut off, damaged or no zip
    /// @throws Failure.TooLarge if it lists far too much
    static Zip open(Upload upload, Uploads uploads, BatchConfig config) {
        return new Zip(upload, ZipDirectory.read(upload.bytes(), config.maxPhotos()), uploads, config.maxPhotoBytes());
    }

    /// Whether these bytes begin as a zip does, an empty one too.
    static boolean begins(byte[] bytes) {
        return bytes.length >= Integer.BYTES
                && SIGNATURES.contains(ByteBuffer.wrap(bytes).getInt());
    }

    /// In the order of the directory.
    List<ZipArchiveEntry> photos() {
        return ZipDirectory.photos(file);
    }

    /// Bytes that will be unpacked, as the zip states them; never more will be, whatever is packed.
    long unpackedBytes() {
        return photos().stream()
                .filter(this::isTaken)
                .mapToLong(ZipArchiveEntry::getSize)
                .sum();
    }

    /// @return for the caller to close
    /// @throws Failure if this one entry is refused
    Upload unpack(ZipArchiveEntry entry) {
        require(entry);
        Upload photo = uploads.blank((int) entry.getSize());
        try {
            unpack(entry, photo.bytes());
            return photo;
        } catch (IOException | RuntimeException e) {
            photo.close();
            throw e instanceof Failure failure ? failure : damaged();
        }
    }

    @Override
    public void close() {
        try (upload) {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be closed", e);
        }
    }

    private void require(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new Failure.UnreadableImage("The photo is encrypted in the zip. Pack it without a password.");
        }
        if (!isReadable(entry)) {
            throw new Failure.UnreadableImage(
                    "The photo is packed in a way that is not read here. Pack it with the method deflate, or store it.");
        }
        if (entry.getSize() > maxPhotoBytes) {
            throw Failure.TooLarge.photo(maxPhotoBytes);
        }
        if (entry.getSize() <= 0) {
            throw new Failure.BadRequest("The file is empty.");
        }
    }

    private boolean isTaken(ZipArchiveEntry entry) {
        return isReadable(entry) && entry.getSize() > 0 && entry.getSize() <= maxPhotoBytes;
    }

    private static boolean isReadable(ZipArchiveEntry entry) {
        return entry.getMethod() == ZipEntry.DEFLATED || entry.getMethod() == ZipEntry.STORED;
    }

    private void unpack(ZipArchiveEntry entry, byte[] photo) throws IOException {
        try (InputStream packed = file.getInputStream(entry)) {
            int length = packed.readNBytes(photo, 0, photo.length);
            if (length < photo.length || packed.read() >= 0 || checksum(photo) != entry.getCrc()) {
                throw damaged();
            }
        }
        if (begins(photo)) {
            throw new Failure.UnsupportedFormat("A zip inside a zip", Format.titles());
        }
    }

    private static long checksum(byte[] photo) {
        CRC32 checksum = new CRC32();
        checksum.update(photo);
        return checksum.getValue();
    }

    private static Failure damaged() {
        return new Failure.UnreadableImage(
                "The photo is damaged in the zip: it does not unpack to what the zip's directory states.");
    }
}
