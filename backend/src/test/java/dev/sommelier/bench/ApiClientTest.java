package dev.sommelier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The load generator, against servers that answer what no Sommelier would.
class ApiClientTest {
    private final CountedThreads threads = new CountedThreads("load", 4);
    private final AtomicReference<byte[]> received = new AtomicReference<>(new byte[0]);
    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void sendsAPhotoAsAFormOfOneFile() throws Exception {
        byte[] photo = {1, 2, 3, '\r', '\n', -1};
        assertThat(ask(200, "{\"probabilities\": {\"beer\": 0.25, \"wine\": 0.75}}", photo))
                .isEmpty();
        String form = new String(received.get(), StandardCharsets.ISO_8859_1);
        assertThat(form)
                .contains("name=\"file\"; filename=", "\r\n\r\n\1\2\3\r\n\u00ff\r\n--")
                .hasSize(PhotoForm.FRAMING + photo.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    200 | {"probabilities": {"beer": 0.5, "wine": 0.4}}   | 200, but the probabilities sum to 0.900
                    200 | {"probabilities": {"beer": "much"}}             | 200, but the probabilities sum to NaN
                    200 | {}                                              | 200, but the probabilities sum to 0.000
                    200 | cheers                                          | 200, but the probabilities sum to 0.000
                    503 | {"title": "Too busy", "detail": "All are taken."} | 503 Too busy: All are taken.
                    502 | <html>                                          | 502 without a title: no detail
                    """)
    void saysWhatIsWrongWithAnAnswer(int status, String body, String fault) throws Exception {
        assertThat(ask(status, body, new byte[1])).isEqualTo(fault);
    }

    @Test
    void saysThatThereIsNoAnswer() throws Exception {
        HttpServer gone = server(200, "");
        URI address = address(gone);
        gone.stop(0);
        try (ApiClient client = new ApiClient(address, 1)) {
            assertThat(client.ask(new byte[1]))
                    .hasValueSatisfying(fault -> assertThat(fault).startsWith("no answer: "));
        }
    }

    @Test
    void keepsItsConnectionForTheNextPhoto() throws Exception {
        HttpServer server = server(200, "{}");
        try (ApiClient client = new ApiClient(address(server), 1)) {
            client.ask(new byte[1]);
            client.ask(new byte[1]);
        } finally {
            server.stop(0);
        }
        assertThat(callers).hasSize(1);
    }

    @Test
    void cutsOffARequestThatNobodyAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ApiClient client = new ApiClient(URI.create("http://localhost:" + silent.getLocalPort()), 1);
            FutureTask<Optional<String>> asking = new FutureTask<>(() -> client.ask(new byte[1]));
            Thread.ofPlatform().start(asking);
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo('P');
                client.close();
                assertThat(asking.get(10, TimeUnit.SECONDS)).isPresent();
            }
        }
    }

    @Test
    void countsTheTimeOfAllThreadsThatAskAndOfNoOther() throws Exception {
        long before = threads.cpuNanos();
        spin();
        long others = threads.cpuNanos() - before;
        threads.on(ApiClientTest::spin);
        assertThat(threads.cpuNanos() - before - others).isGreaterThan(40_000_000);
        assertThat(others).isLessThan(20_000_000);
    }

    private static int spin() {
        long start = System.nanoTime();
        int turns = 0;
        // Long enough that some of it is left for this thread on a busy machine.
        while (System.nanoTime() - start < 300_000_000) {
            turns++;
        }
        return turns;
    }

    private String ask(int status, String body, byte[] photo) throws Exception {
        HttpServer server = server(status, body);
        try (ApiClient client = new ApiClient(address(server), 1)) {
            return client.ask(photo).orElse("");
        } finally {
            server.stop(0);
        }
    }

    private HttpServer server(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/predict", exchange -> answer(exchange, status, body));
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        callers.add(exchange.getRemoteAddress());
        try (exchange) {
            received.set(exchange.getRequestBody().readAllBytes());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static URI address(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }
}
