package dev.sommelier.predict;

import static dev.sommelier.predict.AccessTest.sha256;
import static dev.sommelier.predict.AccessTest.status;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sommelier.http.ConnectionLimits;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.ManagementConfig;
import dev.sommelier.http.Security;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Keys with a name, a role and a rate, in a file that changes while the service runs.
class RoleTest {

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("till %s predict\nboss %s manage\nslow %s predict 0.1 1\n"
                .formatted(sha256("red"), sha256("white"), sha256("pink")));
    }

    @Test
    void letsEachKeyDoWhatItsRoleMay() {
        try (Service service = new Service(config(List.of(sha256("old"))))) {
            assertThat(status(service, "X-API-Key", "red")).isEqualTo(200);
            assertThat(status(service, "X-API-Key", "white")).isEqualTo(200);
            assertThat(status(service, "X-API-Key", "old")).isEqualTo(200);
            assertThat(status(service, "X-API-Key", "till")).isEqualTo(401);
            assertThat(service.predict("").statusCode()).isEqualTo(401);
            assertThat(service.get("/debug").statusCode()).isEqualTo(401);
            assertThat(debug(service, "old").statusCode()).isEqualTo(403);
            HttpResponse<String> refused = debug(service, "red");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("/problems/forbidden")
                    .contains("needs a key of the role manage, and this one has the role predict");
            assertThat(debug(service, "white").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsNobodyManageWhereNoKeysAreSet() {
        try (Service service = new Service()) {
            assertThat(service.predict("").statusCode()).isEqualTo(200);
            for (HttpResponse<String> refused : List.of(service.get("/debug"), debug(service, "white"))) {
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.body())
                        .contains("nothing is managed without one")
                        .contains("./sommelier key NAME --role manage")
                        .contains("serve.http.keys-file");
            }
        }
    }

    @Test
    void showsWhatTheProcessIsDoing() {
        try (Service service = new Service(config(List.of()))) {
            JsonObject debug = new JsonObject(debug(service, "white").body());
            assertThat(debug.getDouble("uptime_seconds")).isPositive();
            assertThat(debug.getJsonObject("in_flight").getInteger("requests")).isZero();
            assertThat(debug.getJsonObject("in_flight").getInteger("bytes")).isZero();
            JsonArray threads = debug.getJsonArray("threads");
            JsonObject main = threads.stream()
                    .map(JsonObject.class::cast)
                    .filter(thread -> thread.getString("name")
                            .equals(Thread.currentThread().getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(main.getString("state")).isNotBlank();
            assertThat(main.getJsonArray("frames")).isNotEmpty();
            assertThat(debug.getJsonArray("memory")).isNotEmpty();
        }
    }

    @Test
    void keepsEachKeyToItsOwnRate() {
        try (Service service = new Service(config(List.of()))) {
            assertThat(status(service, "X-API-Key", "pink")).isEqualTo(200);
            assertThat(status(service, "X-API-Key", "pink")).isEqualTo(429);
            for (int i = 0; i < 3; i++) {
                assertThat(status(service, "X-API-Key", "red")).isEqualTo(200);
            }
        }
    }

    @Test
    void takesANewFileWhileItRunsAndNoBadOne() throws Exception {
        try (Service service = new Service(config(List.of()))) {
            write("till %s predict\nboss".formatted(sha256("green")));
            Thread.sleep(3500);
            assertThat(status(service, "X-API-Key", "red")).as("a bad file").isEqualTo(200);
            assertThat(status(service, "X-API-Key", "green")).isEqualTo(401);
            write("till %s predict\n".formatted(sha256("green")));
            eventually(() -> status(service, "X-API-Key", "green") == 200);
            assertThat(status(service, "X-API-Key", "red")).isEqualTo(401);
            write("# all keys are withdrawn\n");
            eventually(() -> status(service, "X-API-Key", "green") == 401);
            assertThat(service.predict("").statusCode()).as("nobody is let in").isEqualTo(401);
        }
    }

    @Test
    void logsTheNameOfTheKeyAndNeverTheKey() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.sommelier.http.AccessLog");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        try (Service service = new Service(config(List.of()))) {
            status(service, "X-API-Key", "white");
            status(service, "X-API-Key", "unknown");
            eventually(() -> log.list.size() == 2);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        List<String> lines =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines.getFirst()).contains("boss").doesNotContain("white");
        assertThat(lines.getLast()).doesNotContain("unknown", "boss");
    }

    private HttpResponse<String> debug(Service service, String key) {
        return service.send(service.request("/debug").header("X-API-Key", key));
    }

    private HttpConfig config(List<String> keys) {
        return Service.config(keys, 0, 1)
                .with(new Security(
                        new ManagementConfig("127.0.0.1", 0),
                        folder.resolve("keys.txt"),
                        null,
                        List.of(),
                        new ConnectionLimits(Duration.ofSeconds(10), 100)));
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("keys.txt"), text);
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
