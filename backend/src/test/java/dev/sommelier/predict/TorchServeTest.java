package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// TorchServe's inference interface.
class TorchServeTest {

    private static final byte[] PHOTO = "photo".getBytes(UTF_8);

    private final Service service = new Service();

    @AfterEach
    void close() {
        assertThat(service.classifier.inFlight()).isZero();
        assertThat(service.bytesInFlight()).isZero();
        service.close();
    }

    @Test
    void answersTheMostProbableClassesFirst() {
        for (String path : new String[] {"/predictions/drinks", "/predictions/drinks/1"}) {
            var answer = service.send(raw(path, "POST"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{\"wine\":0.93,\"whiskey\":0.05,\"beer\":0.02}\n");
        }
    }

    /// `curl -T` sends PUT and no content type, `curl --data-binary` says that it sends a form.
    @Test
    void takesThePhotoInEachWayThatCurlSendsIt() {
        assertTaken(raw("/predictions/drinks", "PUT"));
        assertTaken(raw("/predictions/drinks", "POST").header("Content-Type", "application/x-www-form-urlencoded"));
        Form form = Form.withFile("data", PHOTO);
        assertTaken(service.request("/predictions/drinks/1")
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    @Test
    void saysThatItIsHealthy() {
        assertThat(service.get("/ping").body()).isEqualTo("{\"status\":\"Healthy\"}\n");
        service.classifier.ready = false;
        var away = service.get("/ping");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).isEqualTo("{\"status\":\"Unhealthy\"}\n");
    }

    @Test
    void refusesInTorchServesForm() {
        assertError(service.send(raw("/predictions/beer", "POST")), 404, "ModelNotFoundException", "only \"drinks\"");
        assertError(service.send(raw("/predictions/drinks/2", "PUT")), 404, "ModelNotFoundException", "version \"2\"");
        assertError(service.get("/predictions/drinks"), 405, "MethodNotAllowedException", "Use POST, PUT");
        assertError(service.get("/predictions"), 404, "ModelNotFoundException", "/predictions");
        var empty = service.request("/predictions/drinks").POST(BodyPublishers.noBody());
        assertError(service.send(empty), 400, "BadRequestException", "The body is empty");
        Form other = Form.withFile("file", PHOTO);
        var form = service.request("/predictions/drinks")
                .header("Content-Type", other.contentType())
                .POST(BodyPublishers.ofByteArray(other.bytes()));
        assertError(service.send(form), 400, "BadRequestException", "no file in the field \"data\"");
    }

    @Test
    void passesOnWhyAPhotoIsRefused() {
        service.classifier.capacity = 0;
        var full = service.send(raw("/predictions/drinks", "POST"));
        assertError(full, 503, "ServiceUnavailableException", "All places are taken");
        assertThat(full.headers().firstValue("retry-after")).hasValue("2");
        service.classifier.capacity = 1;
        service.classifier.answer = (photo, abandoned) -> Future.failedFuture(new Failure.UnreadableImage("Cut off."));
        assertError(service.send(raw("/predictions/drinks", "POST")), 422, "BadRequestException", "Cut off.");
        service.classifier.answer = (photo, abandoned) -> Future.failedFuture(new IllegalStateException("secret"));
        var broken = service.send(raw("/predictions/drinks", "POST"));
        assertError(broken, 500, "InternalServerException", "Report the request id");
        assertThat(broken.body()).doesNotContain("secret");
    }

    private HttpRequest.Builder raw(String path, String method) {
        return service.request(path).method(method, BodyPublishers.ofByteArray(PHOTO));
    }

    private void assertTaken(HttpRequest.Builder request) {
        service.classifier.seen = new byte[0];
        var answer = service.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(service.classifier.seen).isEqualTo(PHOTO);
    }

    private static void assertError(HttpResponse<String> answer, int status, String type, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.fieldNames()).containsExactly("code", "type", "message");
        assertThat(error.getInteger("code")).isEqualTo(status);
        assertThat(error.getString("type")).isEqualTo(type);
        assertThat(error.getString("message")).contains(words);
    }
}
