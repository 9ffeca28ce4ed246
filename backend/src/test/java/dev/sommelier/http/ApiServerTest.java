package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sommelier.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The server with small routes of its own, and no feature.
class ApiServerTest {

    private final Meters meters = new Meters();
    private final Vertx vertx = meters.vertx(new VertxOptions());
    private final WebClient client = WebClient.create(vertx);
    private final Readiness readiness = new Readiness(() -> true);

    @AfterEach
    void close() {
        vertx.close().await();
        meters.close();
    }

    @Test
    void checksParametersAgainstTheContract() {
        ApiServer server = start(0, operations -> operations.answer("predict", rc -> rc.end("fine")));
        HttpResponse<Buffer> answer = post(server, "/predict?top=0", "photo");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.bodyAsString()).getString("detail"))
                .contains("top")
                .doesNotContain("Exception", "io.vertx", "app://");
    }

    @Test
    void limitsBodiesThatTheContractChecks() {
        ApiServer server = start(0, operations -> operations.answer("predict", rc -> rc.end("fine")));
        assertThat(post(server, "/predict", "x".repeat(2000)).statusCode()).isEqualTo(413);
    }

    @Test
    void logsADefectOnceUnderItsRequestId() {
        ApiServer server = start(
                0,
                operations -> operations.answerUnchecked("predict", rc -> {
                    throw new IllegalStateException("cork is stuck");
                }));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(Refusals.class)).addAppender(log);
        String id = new JsonObject(post(server, "/predict", "photo").bodyAsString()).getString("request_id");
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getFormattedMessage()).contains("POST /predict");
        assertThat(log.list.getFirst().getMDCPropertyMap()).containsEntry("request_id", id);
        assertThat(log.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("cork is stuck");
    }

    @Test
    void logsUnderTheRequestIdAlsoOnceTheBodyIsHere() {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        ApiServer server = start(
                0,
                operations -> operations.answerUnchecked("predict", rc -> {
                    logged.add(String.valueOf(MDC.get("request_id")));
                    operations.uploads().file(rc, "file").onComplete(body -> {
                        logged.add(String.valueOf(MDC.get("request_id")));
                        rc.end("fine");
                    });
                }));
        for (String id : List.of("first", "second")) {
            client.post(server.port(), "127.0.0.1", "/predict")
                    .putHeader("Content-Type", "application/octet-stream")
                    .putHeader("X-Request-Id", id)
                    .sendBuffer(Buffer.buffer("photo"))
                    .await();
        }
        assertThat(logged).containsExactly("first", "first", "second", "second");
    }

    @Test
    void writesALineForEachRequestWithoutWhatTheQuerySays() throws InterruptedException {
        ApiServer server = start(
                0,
                operations -> operations.answerUnchecked(
                        "predict", rc -> rc.put(Guard.KEY_NAME, "cellar").end("fine")));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        Logger access = (Logger) LoggerFactory.getLogger(AccessLog.class);
        access.setLevel(Level.DEBUG);
        access.addAppender(log);
        try {
            post(server, "/predict?top=secret", "photo");
            for (int i = 0; i < 100 && log.list.isEmpty(); i++) {
                Thread.sleep(20);
            }
        } finally {
            access.setLevel(null);
            access.detachAppender(log);
        }
        ILoggingEvent line = log.list.getFirst();
        assertThat(line.getFormattedMessage()).matches("POST /predict 200 4 B \\d+ ms cellar");
        assertThat(line.getMDCPropertyMap()).containsKey("request_id");
        assertThat(line.getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .contains("method=POST", "path=/predict", "status=200", "bytes=4", "client=cellar")
                .noneMatch(pair -> pair.contains("secret"));
    }

    @Test
    void saysThatItStopsBeforeItRefusesAnything() {
        ApiServer server = start(0, operations -> operations.answerUnchecked("predict", rc -> rc.end("fine")));
        readiness.announceStop();
        assertThat(readiness.status()).isEqualTo(Readiness.Status.STOPPING);
        assertThat(post(server, "/predict", "photo").statusCode()).isEqualTo(200);
        assertThat(post(server, "/predict", "photo").getHeader("Connection")).isNull();
    }

    @Test
    void refusesAnOperationThatTheContractDoesNotHave() {
        assertThatThrownBy(() -> start(0, operations -> operations.answer("decant", rc -> rc.end("fine"))))
                .hasMessageContaining("no operation decant");
    }

    @Test
    void saysThatThePortIsTaken() {
        int port = start(0, operations -> {}).port();
        Vertx other = Vertx.vertx();
        assertThatThrownBy(() -> ApiServer.start(other, config(port), readiness, meters, List.of(new RestOfContract()))
                        .await())
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("serve.http.port");
        other.close().await();
    }

    @Test
    void saysThatTheManagementPortIsTakenAndOpensNone() throws IOException, InterruptedException {
        int port = freePort();
        try (ServerSocket taken = taken()) {
            Security security = new Security(
                    new ManagementConfig("127.0.0.1", taken.getLocalPort()),
                    null,
                    null,
                    List.of(),
                    Security.plain().connections());
            assertThatThrownBy(() -> ApiServer.start(
                                    vertx,
                                    config(port).with(security),
                                    readiness,
                                    meters,
                                    List.of(new RestOfContract()))
                            .await())
                    .isInstanceOf(Failure.CannotStart.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("Set serve.management.host and serve.management.port.");
            assertThat(refusedWithinSeconds(port)).isTrue();
        }
    }

    @Test
    void waitsForRequestsInFlightOnlySoLong() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        ApiServer server = start(0, operations -> operations.answerUnchecked("predict", rc -> arrived.countDown()));
        var hanging = client.post(server.port(), "127.0.0.1", "/predict").sendBuffer(Buffer.buffer("photo"));
        arrived.await();
        long start = System.nanoTime();
        server.close().await();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThatThrownBy(hanging::await).hasMessageContaining("closed");
    }

    /// The JDK lets go of a closed socket only when its selector has looked once more.
    private static boolean refusedWithinSeconds(int port) throws IOException, InterruptedException {
        for (int i = 0; i < 250; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            } catch (ConnectException refused) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int freePort() throws IOException {
        try (ServerSocket taken = taken()) {
            return taken.getLocalPort();
        }
    }

    private ApiServer start(int port, Routes routes) {
        return ApiServer.start(vertx, config(port), readiness, meters, List.of(routes, new RestOfContract()))
                .await();
    }

    private HttpResponse<Buffer> post(ApiServer server, String path, String body) {
        return client.post(server.port(), "127.0.0.1", path)
                .putHeader("Content-Type", "application/octet-stream")
                .sendBuffer(Buffer.buffer(body))
                .await();
    }

    static HttpConfig config(int port) {
        Duration second = Duration.ofSeconds(1);
        return new HttpConfig(
                "127.0.0.1",
                port,
                1000,
                Duration.ofSeconds(30),
                second,
                second,
                List.of(),
                0,
                1,
                new LoadLimits(2000, 0, 16, 0));
    }
}
