package dev.sommelier.ui.live;

import dev.sommelier.ui.part.Texts;
import java.util.Map;

/// What a photo's time goes by.
enum Stage {
    QUEUE,
    DECODE,
    INFERENCE,
    WHOLE;

    String title() {
        return Texts.of(
                switch (this) {
                    case QUEUE -> "live.stage.queue";
                    case DECODE -> "live.stage.decode";
                    case INFERENCE -> "live.stage.inference";
                    case WHOLE -> "live.stage.whole";
                });
    }

    /// Seconds.
    Buckets buckets(Growth growth) {
        return switch (this) {
            case QUEUE -> stage(growth, "queue");
            case DECODE -> stage(growth, "decode");
            case INFERENCE -> stage(growth, "inference");
            case WHOLE -> growth.buckets("sommelier_photo_seconds", Map.of());
        };
    }

    private static Buckets stage(Growth growth, String name) {
        return growth.buckets("sommelier_stage_seconds", Map.of("stage", name));
    }
}
