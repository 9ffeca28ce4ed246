package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.FilesLimits;
import java.time.Duration;

/// Limits of `POST /predict/batch`.
///
/// @param body of the request: bytes, files and time to arrive
/// @param maxPhotos in one batch, zips unpacked; one more is answered 413
/// @param maxPhotoBytes a larger photo is refused alone, 413, as a request with this photo would be
/// @param maxUnpackedBytes that the photos of a batch's zips may unpack to; more are answered 413
/// @param places photos of all batches that are unpacked, wait for a place or are classified at once; at least 1
/// @param deadline longest that a batch takes, where its client gives no time; at least 1 s
/// @param silence longest time in which nothing of an answer is sent, at least 100 ms: connections on which
///     nothing moves get closed
public record BatchConfig(
        FilesLimits body,
        int maxPhotos,
        long maxPhotoBytes,
        long maxUnpackedBytes,
        int places,
        Duration deadline,
        Duration silence) {

    public BatchConfig {
        within("max-body", body.maxBodyBytes(), 1, 1L << 30);
        within("body-timeout (ms)", body.bodyTimeout().toMillis(), 1000, 86_400_000);
        within("max-photos", maxPhotos, 1, FilesLimits.MOST_FILES);
        within("max-unpacked", maxUnpackedBytes, 1, 1L << 40);
        within("places", places, 1, 10_000);
        within("deadline (ms)", deadline.toMillis(), 1000, 86_400_000);
    }

    private static void within(String key, long value, long low, long high) {
        if (value < low || value > high) {
            throw new Failure.BadConfig("serve.batch.%s: need %d to %d, got %d".formatted(key, low, high, value));
        }
    }
}
