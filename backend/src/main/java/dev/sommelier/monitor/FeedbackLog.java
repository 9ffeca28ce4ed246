package dev.sommelier.monitor;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.ModelCard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Remembers the last answers, and stores what people say of them. Thread-safe.
public final class FeedbackLog implements AutoCloseable {
    private final int most;
    private final LastAnswers answers;
    private final FeedbackStore store;
    private final Counter right;
    private final Counter wrong;

    public FeedbackLog(MonitorConfig config, MeterRegistry registry) {
        most = config.answers();
        answers = new LastAnswers(config.answers());
        store = new FeedbackStore(config);
        right = verdicts(registry, "right");
        wrong = verdicts(registry, "wrong");
    }

    private static Counter verdicts(MeterRegistry registry, String verdict) {
        return Counter.builder("sommelier.feedback")
                .description("Answers that people called right or wrong; one that is judged anew counts anew")
                .tag("verdict", verdict)
                .register(registry);
    }

    /// Feedback may be given to this answer from now on, until others push it out. Takes next to no time.
    ///
    /// @param predicted index of the most probable class
    public void remember(String requestId, ModelCard model, int predicted, float confidence) {
        answers.add(new GivenAnswer(requestId, model, predicted, confidence, System.currentTimeMillis()));
    }

    /// @return what was stored, on a thread of the store's; fails with a [Failure] if it is refused
    CompletableFuture<Feedback> take(FeedbackRequest request) {
        Feedback feedback = request.about(answers.find(request.requestId()).orElseThrow(this::unknown));
        return store.ask(table -> table.put(feedback, Instant.now())).thenApply(before -> {
            count(before, feedback.right());
            return feedback;
        });
    }

    private Failure unknown() {
        return new Failure.NotFound(
                most == 0
                        ? "No feedback is taken here: monitor.answers is 0."
                        : "No answer of POST /predict with this request_id is remembered: only the last %,d are, until the service stops."
                                .formatted(most));
    }

    private void count(Optional<Boolean> before, boolean now) {
        if (before.isEmpty() || before.get() != now) {
            (now ? right : wrong).increment();
        }
    }

    /// How often which label was said of which, most frequent first.
    ///
    /// @throws Failure.NotFound if no feedback is taken
    CompletableFuture<List<FeedbackTable.Count>> counts() {
        if (most == 0) {
            throw unknown();
        }
        return store.ask(FeedbackTable::counts);
    }

    /// Waits for what was taken already: never call it on an event loop.
    @Override
    public void close() {
        store.close();
    }
}
