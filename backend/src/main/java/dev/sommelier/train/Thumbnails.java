package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.PhotoWriter;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.TrainingPhotos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes [dev.sommelier.model.Bundle#THUMBNAILS].
///
/// @param side longer side of a picture, pixels
/// @param maxPixels most that a photo may have
record Thumbnails(int side, long maxPixels) {
    private static final int QUALITY = 80;

    /// A little less than a bundle may have; rows that come later have no picture.
    private static final int MOST_BYTES = 120 << 20;

    /// @param rows photos of the reference's rows
    /// @param between called before each photo; may throw to end it
    byte[] zip(List<LabelledPhoto> rows, Runnable between) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int row : TrainingPhotos.rows(rows.size())) {
                between.run();
                if (bytes.size() > MOST_BYTES) {
                    break;
                }
                ZipEntry entry = new ZipEntry(row + ".jpg");
                // The same photos give the same bytes.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(picture(rows.get(row)));
            }
        }
        return bytes.toByteArray();
    }

    private byte[] picture(LabelledPhoto photo) throws IOException {
        Pixels pixels = new PhotoReader(Preprocessing.imagenet(), maxPixels).decode(photo.bytes(), side, side);
        double scale = Math.min(1, (double) side / Math.max(pixels.width(), pixels.height()));
        Pixels small = pixels.resized(
                scaled(pixels.width(), scale), scaled(pixels.height(), scale), Preprocessing.Kernel.AREA);
        return PhotoWriter.jpeg(small, QUALITY, false);
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }
}
