package dev.sommelier.predict;

import dev.sommelier.model.ModelCard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/// What dashboards see of the model that answers, and of its changes.
final class SwapMeters {
    private final MultiGauge model;
    private final Counter done;
    private final Counter refused;

    SwapMeters(MeterRegistry registry) {
        model = MultiGauge.builder("sommelier.model.info")
                .description("The model that answers; always 1")
                .register(registry);
        done = swaps(registry, "ok");
        refused = swaps(registry, "refused");
    }

    private static Counter swaps(MeterRegistry registry, String result) {
        return Counter.builder("sommelier.model.swaps")
                .description("Changes of the model that answers, and those that were refused")
                .tag("result", result)
                .register(registry);
    }

    /// The one model that answers from now on.
    void serving(ModelCard card) {
        Tags tags = Tags.of("name", card.name(), "version", card.version());
        model.register(List.of(MultiGauge.Row.of(tags, 1)), true);
    }

    void swapped() {
        done.increment();
    }

    void refused() {
        refused.increment();
    }
}
