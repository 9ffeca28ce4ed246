package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classification;
import dev.sommelier.model.ModelCard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void givesTheSameAnswerOnceMoreForTheSameBytesAndNoOthers() {
        AnswerCache cache = cache(100_000);
        Classification first = answer(cache, "photo", card("a"));
        Classification again = answer(cache, "photo", card("a"));
        assertThat(asked).hasValue(1);
        assertThat(first.computed()).isTrue();
        assertThat(again.computed()).isFalse();
        assertThat(again.probabilities()).isEqualTo(first.probabilities());
        assertThat(again.image()).isEqualTo(first.image());
        answer(cache, "photo.", card("a"));
        assertThat(asked).hasValue(2);
        assertThat(count("hit")).isEqualTo(1);
        assertThat(count("miss")).isEqualTo(2);
    }

    @Test
    void givesNoAnswerOfAnotherModelThoughItsNameAndVersionAreTheSame() {
        AnswerCache cache = cache(100_000);
        answer(cache, "photo", card("a"));
        assertThat(answer(cache, "photo", card("b")).model()).isEqualTo(card("b"));
        assertThat(asked).hasValue(2);
        assertThat(answer(cache, "photo", card("b")).computed()).isFalse();
    }

    @Test
    void keepsNoMoreThanItMay() {
        AnswerCache cache = cache(20_000);
        for (int i = 0; i < 1000; i++) {
            answer(cache, "photo " + i, card("a"));
            assertThat(cache.bytes()).isPositive().isLessThanOrEqualTo(20_000);
        }
        assertThat(registry.get("sommelier.cache.bytes").gauge().value()).isBetween(10_000.0, 20_000.0);
    }

    @Test
    void keepsNoRefusals() {
        AnswerCache cache = cache(100_000);
        Failure refusal = new Failure.UnreadableImage("cut off");
        assertThatThrownBy(() -> got(cache.answer(bytes("photo"), card("a"), () -> Future.failedFuture(refusal))))
                .isSameAs(refusal);
        assertThat(answer(cache, "photo", card("a")).computed()).isTrue();
    }

    @Test
    void isNotThereUnlessItHasMemory() {
        assertThat(AnswerCache.of(vertx, 0, registry)).isEmpty();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void answersAFullServiceAndSaysThatItDid() {
        try (Service service = Service.caching(1 << 20)) {
            var miss = service.predict("");
            assertThat(miss.headers().firstValue("x-cache")).hasValue("miss");
            service.classifier.capacity = 0;
            var hit = service.predict("?top=1&explain=true");
            assertThat(hit.statusCode()).isEqualTo(200);
            assertThat(hit.headers().firstValue("x-cache")).hasValue("hit");
            assertThat(hit.headers().firstValue("server-timing"))
                    .hasValue("queue;dur=0.0, decode;dur=0.0, inference;dur=0.0");
            assertThat(hit.body()).contains("\"predicted_class\":\"wine\"", "\"activation\"");
            assertThat(service.send(service.photo("").POST(java.net.http.HttpRequest.BodyPublishers.ofString("other")))
                            .statusCode())
                    .isEqualTo(503);
            assertThat(service.bytesInFlight()).isZero();
        }
        try (Service service = new Service()) {
            assertThat(service.predict("").headers().firstValue("x-cache")).isEmpty();
        }
    }

    @Test
    void letsNobodySendPicturesForNothingWhoseAnswersAreNotKept() {
        try (Service service = Service.caching(1 << 20);
                Wire wire = service.wire()) {
            service.classifier.capacity = 0;
            wire.head("POST /v2/models/drinks/infer HTTP/1.1", "Content-Length: 100");
            assertThat(wire.answer().status()).isEqualTo(503);
        }
    }

    private AnswerCache cache(long bytes) {
        return AnswerCache.of(vertx, bytes, registry).orElseThrow();
    }

    private Classification answer(AnswerCache cache, String photo, ModelCard card) {
        return got(cache.answer(bytes(photo), card, () -> {
            asked.incrementAndGet();
            return Future.succeededFuture(by(card));
        }));
    }

    private static Classification by(ModelCard card) {
        Classification wine = FakeClassifier.wine();
        return new Classification(
                card,
                wine.probabilities(),
                wine.embedding(),
                wine.familiarity(),
                wine.activation(),
                wine.image(),
                wine.timing());
    }

    private static ModelCard card(String sha256) {
        ModelCard card = FakeClassifier.wine().model();
        return new ModelCard(
                1,
                "drinks",
                "1",
                List.of("beer", "whiskey", "wine"),
                "resnet18",
                card.preprocessing(),
                card.calibration(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of("model.safetensors", sha256));
    }

    private static Classification got(Future<Classification> answer) {
        try {
            return answer.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private double count(String result) {
        return registry.get("sommelier.cache.requests")
                .tag("result", result)
                .counter()
                .count();
    }

    private static byte[] bytes(String photo) {
        return photo.getBytes(StandardCharsets.UTF_8);
    }
}
