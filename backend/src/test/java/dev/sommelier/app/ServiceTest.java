package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.PemPair;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All of the API with a real, small model.
class ServiceTest {
    @TempDir
    Path folder = Path.of("");

    private Path model = Path.of("");

    @BeforeEach
    void publish() throws IOException {
        model = folder.resolve("models/random");
        RandomModel.publish(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "pytorch"})
    void classifiesAPhotoFromStartToEnd(String engine) throws Exception {
        try (Service service = start("inference.engine=" + engine, "inference.device=cpu")) {
            HttpResponse<String> answer = predict(service, DrawnPhoto.tiles(0.1f, 100, 1));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonObject said = new JsonObject(answer.body());
            Map<String, Object> probabilities =
                    said.getJsonObject("probabilities").getMap();
            assertThat(probabilities).containsOnlyKeys(RandomModel.LABELS);
            assertThat(probabilities.values().stream()
                            .mapToDouble(p -> ((Number) p).doubleValue())
                            .sum())
                    .isCloseTo(1, within(1e-4));
            assertThat(said.getJsonObject("model").getString("name")).isEqualTo("random");
            assertThat(predict(service, new byte[] {1, 2, 3}).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void leavesNothingOpen() throws Exception {
        try (Service service = start()) {
            assertThat(service.model().classifier().ready()).isTrue();
        }
        // Libraries start a few threads for good when they are first used: that was just now.
        Set<Thread> before = threads();
        try (Service service = start()) {
            assertThat(threads()).hasSizeGreaterThan(before.size());
            assertThat(service.model().classifier().ready()).isTrue();
        }
        assertNoneBut(before);
        try (ServerSocket taken = taken()) {
            assertThatThrownBy(() -> start("serve.http.port=" + taken.getLocalPort()))
                    .isInstanceOf(Failure.class);
        }
        assertNoneBut(before);
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = taken()) {
            assertThatThrownBy(() -> start("serve.http.port=" + taken.getLocalPort()))
                    .isInstanceOf(Failure.CannotStart.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("Set serve.http.host and serve.http.port.");
        }
    }

    /// Loading takes seconds, and a model that is not there would be told first.
    @ParameterizedTest
    @ValueSource(strings = {"serve.http", "serve.management"})
    void noticesATakenPortBeforeItLooksAtTheModel(String setting) throws IOException {
        model = folder.resolve("models/none");
        try (ServerSocket taken = taken()) {
            assertThatThrownBy(() -> start(setting + ".host=127.0.0.1", setting + ".port=" + taken.getLocalPort()))
                    .isInstanceOf(Failure.CannotStart.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("Set %s.host and %s.port.".formatted(setting, setting));
        }
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        assertThatThrownBy(() -> start("serve.http.host=no-such-host.invalid"))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("no-such-host.invalid:0 (the name is not known)");
    }

    @Test
    void speaksTlsAndSaysSo() throws Exception {
        PemPair pair = PemPair.make(folder, "service", "EC");
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        pair.write(certificate, key);
        try (Service service = start("serve.http.tls.certificate=" + certificate, "serve.http.tls.key=" + key);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(pair.trust()).build()) {
            for (String address :
                    List.of(service.address() + "/health", service.addresses().management() + "/metrics")) {
                assertThat(address).startsWith("https://localhost:");
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(address)).build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate", "key"})
    void wantsACertificateAndItsKeyOrNeither(String one) {
        assertThatThrownBy(() -> start("serve.http.tls." + one + "=server.pem"))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessage("serve.http.tls: need both certificate and key, or neither for plain HTTP; only " + one
                        + " is set");
    }

    @Test
    void saysWhichFileOfKeysIsNotThere() {
        assertThatThrownBy(() -> start("serve.http.keys-file=" + folder.resolve("none")))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageStartingWith("serve.http.keys-file: " + folder.resolve("none"));
    }

    @Test
    void saysWhereItLooksForAModel() {
        model = folder.resolve("models/none");
        assertThatThrownBy(this::start)
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessage(model + ": holds no model: neither model.json nor numbered versions");
    }

    @Test
    void saysWhichFileOfTheModelIsDamaged() throws IOException {
        Path weights = model.resolve("1").resolve(Bundle.WEIGHTS);
        Files.write(weights, new byte[100]);
        assertThatThrownBy(this::start)
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageStartingWith(weights + ": is damaged");
    }

    private Service start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "serve.model=" + model,
                "serve.http.host=127.0.0.1",
                "serve.http.port=0",
                "serve.management.port=0",
                "serve.grace=2s",
                "inference.workers=2",
                "inference.calibrate=false",
                "inference.cache=" + folder.resolve("cache")));
        all.addAll(List.of(settings));
        return Service.start(ServiceConfig.of(Settings.resolve(folder, Map.of(), all)));
    }

    private static HttpResponse<String> predict(Service service, byte[] photo) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + "/predict"))
                    .header("Content-Type", "image/jpeg")
                    .POST(BodyPublishers.ofByteArray(photo))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        // The JVM's own pool comes and goes as it likes.
        threads.removeIf(thread -> thread.getName().startsWith("ForkJoinPool"));
        return threads;
    }

    /// Netty's last thread ends a second or two after it was told.
    private static void assertNoneBut(Set<Thread> before) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!before.containsAll(threads()) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        Set<Thread> left = threads();
        left.removeAll(before);
        assertThat(left).isEmpty();
    }
}
