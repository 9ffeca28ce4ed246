package dev.sommelier.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @TempDir
    static Path shared = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static PemPair elliptic;

    @SuppressWarnings("NullAway.Init")
    private static PemPair rsa;

    @TempDir
    Path folder = Path.of("");

    private final Meters meters = new Meters();
    private final Vertx vertx = meters.vertx(new VertxOptions());
    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeAll
    static void makePairs() throws Exception {
        elliptic = PemPair.make(shared, "elliptic", "EC");
        rsa = PemPair.make(shared, "rsa", "RSA");
    }

    @BeforeEach
    void write() throws IOException {
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        elliptic.write(certificate, key);
    }

    @AfterEach
    void close() {
        vertx.close().await();
        meters.close();
    }

    @Test
    void speaksTlsOnBothPortsAndNothingElse() throws Exception {
        ApiServer server = start();
        assertThat(status(server.port(), "/health/live", elliptic)).isEqualTo(200);
        assertThat(status(server.managementPort(), "/metrics", elliptic)).isEqualTo(200);
        assertThatThrownBy(() -> status(server.port(), "/health/live", rsa)).isInstanceOf(SSLHandshakeException.class);
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.setSoTimeout(5000);
            plain.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(plain.getInputStream().readAllBytes(), UTF_8)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void speaksNoOldVersion() throws Exception {
        ApiServer server = start();
        assertThat(versionOf(server.port(), "TLSv1.2")).isEqualTo("TLSv1.2");
        assertThat(versionOf(server.port(), "TLSv1.3", "TLSv1.2")).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> versionOf(server.port(), "TLSv1.1")).isInstanceOf(SSLException.class);
    }

    @Test
    void takesANewCertificateWhileItRunsAndNoBadOne() throws Exception {
        ApiServer server = start();
        Files.writeString(certificate, rsa.certificatePem());
        Thread.sleep(FileWatch.PERIOD.plusMillis(1500));
        assertThat(status(server.port(), "/health/live", elliptic))
                .as("half of a change")
                .isEqualTo(200);
        Files.writeString(key, rsa.keyPem());
        eventually(() -> accepts(server.port(), rsa) && accepts(server.managementPort(), rsa));
        assertThat(accepts(server.port(), elliptic)).isFalse();
    }

    @Test
    void refusesFilesThatDoNotBelongTogetherAndShowsNoneOfTheKey() throws Exception {
        Files.writeString(key, rsa.keyPem());
        assertRefused();
        Files.writeString(key, rsa.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        assertRefused();
        Files.writeString(key, "red");
        assertRefused();
        Files.delete(key);
        assertThatThrownBy(this::start)
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageStartingWith("serve.http.tls.key: " + key + " cannot be read");
    }

    @Test
    void refusesTheKeyOfAnotherCertificateOfTheSameKind() throws Exception {
        PemPair other = PemPair.make(folder, "other", "EC");
        Files.writeString(key, other.keyPem());
        assertRefused();
    }

    @Test
    void answersWhoeverIsInTheHandshakeWhenItStops() throws Exception {
        ApiServer server = start();
        assertThat(status(server.port(), "/health/live", elliptic)).isEqualTo(200);
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Future<Void> closed = server.close();
            eventually(() -> letsNobodyIn(server.port()));
            SSLContext context = elliptic.trust();
            try (Socket socket = context.getSocketFactory().createSocket(plain, "127.0.0.1", server.port(), true)) {
                socket.setSoTimeout(5000);
                socket.getOutputStream().write("GET /openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
                // All there is: the connection closes by itself.
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("\r\nconnection: close\r\n");
            }
            closed.await();
        }
    }

    private static boolean letsNobodyIn(int port) {
        try (Socket late = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !late.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private void assertRefused() {
        assertThatThrownBy(this::start)
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageStartingWith(
                        "serve.http.tls.certificate, serve.http.tls.key: need a certificate and its own")
                .hasMessageContaining(certificate.toString())
                .hasMessageNotContaining(rsa.keyPem().substring(100, 120))
                .hasNoCause();
    }

    private ApiServer start() {
        Security security = new Security(
                new ManagementConfig("127.0.0.1", 0),
                null,
                new TlsFiles(certificate, key),
                List.of(),
                new ConnectionLimits(Duration.ofSeconds(10), 100));
        return ApiServer.start(
                        vertx,
                        ApiServerTest.config(0).with(security),
                        new Readiness(() -> true),
                        meters,
                        List.of(new RestOfContract()))
                .await();
    }

    private static int status(int port, String path, PemPair trusted) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.trust()).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private static boolean accepts(int port, PemPair trusted) {
        try {
            return status(port, "/health/live", trusted) == 200;
        } catch (SSLException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String versionOf(int port, String... offered) throws Exception {
        SSLContext context = elliptic.trust();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSSLParameters(new SSLParameters(null, offered));
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
