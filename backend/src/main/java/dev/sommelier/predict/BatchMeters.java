package dev.sommelier.predict;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/// What dashboards see of batches. What becomes of each photo counts as that of a photo sent alone, too.
final class BatchMeters {

    private final DistributionSummary sizes;
    private final Counter classified;
    private final Counter refused;

    BatchMeters(MeterRegistry registry) {
        sizes = DistributionSummary.builder("sommelier.batch.size")
                .description("Photos in each request to /predict/batch that was taken on")
                .baseUnit("photos")
                .register(registry);
        classified = photos(registry, "classified");
        refused = photos(registry, "refused");
    }

    void begun(int photos) {
        sizes.record(photos);
    }

    void answered(boolean success) {
        (success ? classified : refused).increment();
    }

    private static Counter photos(MeterRegistry registry, String outcome) {
        return Counter.builder("sommelier.batch.photos")
                .description("Photos of batches, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
