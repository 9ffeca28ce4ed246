package dev.sommelier.predict;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import dev.sommelier.inference.Classification;
import dev.sommelier.model.ModelCard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;

/// Answers to photos that came before, told by the SHA-256 of their bytes. An answer counts only as long as the
/// model that gave it is the one being served.
public final class AnswerCache {
    /// What an entry takes beside its numbers: the key, a dozen objects and the cache's own node.
    private static final int OVERHEAD = 600;

    private final Vertx vertx;
    private final Cache<ByteBuffer, Classification> answers;
    private final Counter hits;
    private final Counter misses;

    /// @param maxBytes memory for all answers, at least 0
    /// @return empty if nothing is to be kept
    public static Optional<AnswerCache> of(Vertx vertx, long maxBytes, MeterRegistry registry) {
        return maxBytes == 0 ? Optional.empty() : Optional.of(new AnswerCache(vertx, maxBytes, registry));
    }

    private AnswerCache(Vertx vertx, long maxBytes, MeterRegistry registry) {
        this.vertx = vertx;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((ByteBuffer key, Classification answer) -> bytes(answer))
                // Makes room at once instead of on threads of its own.
                .executor(Runnable::run)
                .build();
        this.hits = counter(registry, "hit");
        this.misses = counter(registry, "miss");
        Gauge.builder("sommelier.cache.bytes", this, AnswerCache::bytes)
                .description("Memory that kept answers take")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("sommelier.cache.requests")
                .description("Photos that were looked up among kept answers")
                .tag("result", result)
                .register(registry);
    }

    /// Looks the photo up, and asks only if it is not there.
    ///
    /// @param photo not changed until the answer is there
    /// @param model that is being served
    Future<Classification> answer(byte[] photo, ModelCard model, Supplier<Future<Classification>> ask) {
        // A large photo takes milliseconds, which an event loop must not be kept for.
        return vertx.executeBlocking(() -> ByteBuffer.wrap(DigestUtils.sha256(photo)), false)
                .compose(key -> answer(Objects.requireNonNull(key), model, ask));
    }

    private Future<Classification> answer(ByteBuffer key, ModelCard model, Supplier<Future<Classification>> ask) {
        Classification kept = answers.getIfPresent(key);
        // The card holds the hashes of all files: no other bundle, of the same version even, has an equal one.
        if (kept != null && kept.model().equals(model)) {
            hits.increment();
            return Future.succeededFuture(kept.again());
        }
        misses.increment();
        return ask.get().onSuccess(answer -> answers.put(key, answer));
    }

    long bytes() {
        return answers.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElseThrow()
                .orElse(0);
    }

    private static int bytes(Classification answer) {
        int floats = answer.probabilities().length
                + answer.embedding().length
                + answer.activation().values().length;
        return OVERHEAD + Float.BYTES * floats;
    }
}
