package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.FilesLimits;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.Uploads;
import dev.sommelier.predict.BatchConfig;

/// `serve.batch` of the settings.
final class ServeBatchConfig {

    private static final long LARGE_ENOUGH = 200L << 20;

    /// Batches share a part of all places, as they share a part of all memory for bodies.
    private static final int SHARE_OF_PLACES = 8;

    /// Keeps the workers of a CPU busy; more would only make photos that come alone wait longer.
    private static final int MOST_PLACES = 8;

    /// Proxies wait for about a minute.
    private static final int SILENCES_IN_IDLE_TIMEOUT = 4;

    private ServeBatchConfig() {}

    /// @throws Failure.BadConfig if a key is out of its range
    static BatchConfig of(Settings settings, HttpConfig http) {
        int maxPhotos = settings.integer("serve.batch.max-photos");
        return new BatchConfig(
                new FilesLimits(maxBody(settings, http), maxPhotos, settings.duration("serve.batch.body-timeout")),
                maxPhotos,
                http.maxBodyBytes(),
                settings.bytes("serve.batch.max-unpacked"),
                places(settings),
                settings.duration("serve.batch.deadline"),
                http.idleTimeout().dividedBy(SILENCES_IN_IDLE_TIMEOUT));
    }

    private static long maxBody(Settings settings, HttpConfig http) {
        long fits = http.load().maxBytesInFlight() / (Uploads.SHARE_OF_FILES * Uploads.COPIES_WHILE_READ);
        long set = settings.bytes("serve.batch.max-body");
        if (set > fits) {
            throw new Failure.BadConfig(
                    "serve.batch.max-body: need at most a quarter of serve.http.max-bytes-in-flight (%d), got %d"
                            .formatted(fits, set));
        }
        return set != 0 ? set : Math.min(LARGE_ENOUGH, fits);
    }

    private static int places(Settings settings) {
        int set = settings.integer("serve.batch.places");
        return set != 0 ? set : Math.clamp(settings.integer("serve.capacity") / SHARE_OF_PLACES, 1, MOST_PLACES);
    }
}
