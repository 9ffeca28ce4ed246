package dev.sommelier.predict;

import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classification.Timing;
import dev.sommelier.inference.Classifier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What dashboards see of predictions: where the time goes, which classes come out and how sure, how many photos are
/// under way.
final class PredictMeters {

    private final MeterRegistry registry;
    private final Timer queue;
    private final Timer decode;
    private final Timer inference;
    private final Timer photo;
    private final Counter unfamiliar;
    private final DistributionSummary confidence;
    private final Map<String, Counter> predictions = new ConcurrentHashMap<>();

    PredictMeters(MeterRegistry registry, Classifier classifier) {
        this.registry = registry;
        queue = stage("queue");
        decode = stage("decode");
        inference = stage("inference");
        photo = Timer.builder("sommelier.photo")
                .description("Time from a photo's place to its classification, all stages together")
                .register(registry);
        unfamiliar = Counter.builder("sommelier.unfamiliar")
                .description("Photos classified that are unlike those that the model was trained on")
                .register(registry);
        confidence = DistributionSummary.builder("sommelier.confidence")
                .description("Probability of the most probable class")
                .serviceLevelObjectives(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)
                .register(registry);
        classifier.card().labels().forEach(this::counter);
        Gauge.builder("sommelier.in.flight", classifier, Classifier::inFlight)
                .description("Photos admitted and not answered yet")
                .register(registry);
        Gauge.builder("sommelier.queue.depth", classifier, Classifier::waiting)
                .description("Photos admitted whose decoding or inference has not begun")
                .register(registry);
    }

    void record(Classification classification) {
        if (classification.computed()) {
            record(classification.timing());
        }
        int best = classification.best();
        counter(classification.model().labels().get(best)).increment();
        confidence.record(classification.probabilities()[best]);
        classification.familiarity().filter(result -> !result.familiar()).ifPresent(result -> unfamiliar.increment());
    }

    private void record(Timing timing) {
        queue.record(timing.queue());
        decode.record(timing.decode());
        inference.record(timing.inference());
        photo.record(timing.queue().plus(timing.decode()).plus(timing.inference()));
    }

    private Timer stage(String name) {
        return Timer.builder("sommelier.stage")
                .description("Time that a photo spends in each stage")
                .tag("stage", name)
                .register(registry);
    }

    private Counter counter(String label) {
        return predictions.computeIfAbsent(
                label,
                name -> Counter.builder("sommelier.predictions")
                        .description("Photos classified, by the most probable class")
                        .tag("class", name)
                        .register(registry));
    }
}
