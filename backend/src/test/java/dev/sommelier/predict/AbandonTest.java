package dev.sommelier.predict;

import static dev.sommelier.predict.UploadTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classification;
import io.vertx.core.Promise;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbandonTest {

    private final Service service = new Service();
    private final CompletableFuture<BooleanSupplier> abandoned = new CompletableFuture<>();
    private final Promise<Classification> classification = Promise.promise();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void tellsTheClassifierWhenNobodyWaitsAnyMore() {
        service.classifier.answer = (photo, gone) -> {
            abandoned.complete(gone);
            return classification.future();
        };
        try (Wire wire = service.wire()) {
            wire.head("POST /predict HTTP/1.1", "Content-Type: image/png", "Content-Length: 5")
                    .send("photo");
            assertThat(abandoned.join().getAsBoolean()).isFalse();
        }
        eventually(() -> abandoned.join().getAsBoolean());
        assertThat(service.classifier.inFlight()).as("the work is not over").isEqualTo(1);
        classification.fail(new Failure.BadRequest("nobody waits"));
        eventually(() -> service.classifier.inFlight() == 0);
    }
}
