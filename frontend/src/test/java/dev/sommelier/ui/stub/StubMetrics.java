package dev.sommelier.ui.stub;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The backend's meters in the form of real ones, for the stub's management port.
public final class StubMetrics implements Function<StubCall, StubAnswer> {
    private final AtomicInteger photos = new AtomicInteger(100);
    private final AtomicInteger started = new AtomicInteger(1000);

    /// Has so many more photos classified as wine, in 20 to 50 ms each.
    public void classify(int more) {
        photos.addAndGet(more);
    }

    /// Begins to count from zero, as a backend that was started again.
    public void startAnew() {
        started.addAndGet(60);
        photos.set(0);
    }

    @Override
    public StubAnswer apply(StubCall call) {
        return call.path().equals("/metrics")
                ? new StubAnswer(200, "text/plain; version=0.0.4", text(photos.get()), Map.of(), Duration.ZERO)
                : StubAnswer.problem(404, "There is no such thing.");
    }

    private String text(int n) {
        return """
                # HELP sommelier_predictions_total Photos classified
                # TYPE sommelier_predictions_total counter
                sommelier_predictions_total{class="beer"} 7.0
                sommelier_predictions_total{class="<b>wine</b>"} %1$d
                sommelier_refusals_total{reason="queue-full"} %2$d
                sommelier_photo_seconds_bucket{le="0.02"} 0
                sommelier_photo_seconds_bucket{le="0.05"} %1$d
                sommelier_photo_seconds_bucket{le="+Inf"} %1$d
                sommelier_stage_seconds_bucket{stage="queue",le="0.001"} %1$d
                sommelier_stage_seconds_bucket{stage="queue",le="+Inf"} %1$d
                sommelier_stage_seconds_bucket{stage="decode",le="0.01"} %1$d
                sommelier_stage_seconds_bucket{stage="decode",le="+Inf"} %1$d
                sommelier_stage_seconds_bucket{stage="inference",le="0.04"} %1$d
                sommelier_stage_seconds_bucket{stage="inference",le="+Inf"} %1$d
                sommelier_confidence_bucket{le="0.9"} 0
                sommelier_confidence_bucket{le="1.0"} %1$d
                sommelier_confidence_bucket{le="+Inf"} %1$d
                sommelier_pass_size_photos_bucket{le="1.0"} %1$d
                sommelier_pass_size_photos_bucket{le="+Inf"} %1$d
                sommelier_pass_size_photos_sum %1$d
                sommelier_pass_size_photos_count %1$d
                sommelier_in_flight 2.0
                sommelier_in_flight_limit 64.0
                sommelier_queue_depth 1.0
                sommelier_model_info{name="drinks",version="2"} 1.0
                process_resident_memory_bytes 5.24288E8
                process_cpu_usage 0.42
                process_start_time_seconds %3$d
                jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 1.0E8
                """.formatted(n, n / 10, started.get());
    }
}
