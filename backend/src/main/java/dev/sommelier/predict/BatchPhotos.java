package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.SentFile;
import dev.sommelier.http.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The photos of one batch in their order, from form parts and from zips. Close it when no zip is needed any more.
final class BatchPhotos implements AutoCloseable {

    private final List<PhotoSource> photos = new ArrayList<>();
    private final List<Zip> zips = new ArrayList<>();

    private BatchPhotos() {}

    /// Lists what is in the zips, so never call it on an event loop.
    ///
    /// @param files closed if this fails
    /// @throws Failure if the batch as a whole is refused: no photo, too many, too large, a zip that cannot be
    ///     read
    static BatchPhotos of(List<SentFile> files, Uploads uploads, BatchConfig config) {
        BatchPhotos batch = new BatchPhotos();
        try {
            files.forEach(file -> batch.add(file, uploads, config));
            batch.require(config);
            return batch;
        } catch (Throwable e) {
            batch.close();
            files.forEach(file -> file.upload().close());
            throw e;
        }
    }

    int size() {
        return photos.size();
    }

    PhotoSource get(int index) {
        return photos.get(index);
    }

    /// Gives up the photos from here on.
    void drop(int from) {
        photos.subList(from, photos.size()).forEach(PhotoSource::drop);
    }

    @Override
    public void close() {
        zips.forEach(Zip::close);
    }

    private void add(SentFile file, Uploads uploads, BatchConfig config) {
        if (!isZip(file)) {
            photos.add(new FormPhoto(ShownName.of(file.name()), file.upload(), config.maxPhotoBytes()));
            return;
        }
        Zip zip = Zip.open(file.upload(), uploads, config);
        zips.add(zip);
        String archive = ShownName.of(file.name());
        zip.photos().forEach(entry -> photos.add(new ZipPhoto(ShownName.of(entry.getName()), archive, zip, entry)));
    }

    /// By content or by name: a zip that was cut off at its front is still meant as one.
    private static boolean isZip(SentFile file) {
        String name = file.name();
        return name == null
                || Zip.begins(file.upload().bytes())
                || name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void require(BatchConfig config) {
        if (photos.isEmpty()) {
            throw new Failure.BadRequest(
                    "There is no photo in the zip, only folders or hidden files or nothing at all.");
        }
        if (photos.size() > config.maxPhotos()) {
            throw Failure.TooLarge.photos(config.maxPhotos());
        }
        long unpacked = zips.stream().mapToLong(Zip::unpackedBytes).sum();
        if (unpacked > config.maxUnpackedBytes()) {
            throw Failure.TooLarge.unpacked(unpacked, config.maxUnpackedBytes());
        }
    }
}
