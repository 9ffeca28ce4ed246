package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HttpConfigTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final LoadLimits LOAD = new LoadLimits(2, 0, 1, 0);

    @Test
    void namesTheKeyThatIsWrong() {
        assertNames("serve.http.host", () -> config(" ", 0, 1, SECOND, List.of(), 0, 1));
        assertNames("serve.http.port", () -> config("::", 65_536, 1, SECOND, List.of(), 0, 1));
        assertNames("serve.http.max-body", () -> config("::", 0, 0, SECOND, List.of(), 0, 1));
        assertNames("serve.http.idle-timeout", () -> config("::", 0, 1, Duration.ofMillis(9), List.of(), 0, 1));
        assertNames("serve.http.rate.per-second", () -> config("::", 0, 1, SECOND, List.of(), Double.NaN, 1));
        assertNames("serve.http.rate.burst", () -> config("::", 0, 1, SECOND, List.of(), 1, 0));
    }

    @Test
    void namesTheKeysOfTheOtherTimes() {
        Duration negative = Duration.ofSeconds(-1);
        assertNames(
                "serve.http.body-timeout",
                () -> new HttpConfig("::", 0, 1, SECOND, negative, SECOND, List.of(), 0, 1, LOAD));
        assertNames("serve.grace", () -> new HttpConfig("::", 0, 1, SECOND, SECOND, negative, List.of(), 0, 1, LOAD));
    }

    @Test
    void namesTheKeyOfALoadThatItCannotBear() {
        assertNames("serve.http.max-bytes-in-flight", () -> config("::", 0, 2, SECOND, List.of(), 0, 1));
        assertNames("serve.http.min-rate", () -> new LoadLimits(2, -1, 1, 0));
        assertNames("serve.http.max-requests", () -> new LoadLimits(2, 0, 0, 0));
        assertNames("serve.http.max-requests-per-client", () -> new LoadLimits(2, 0, 1, -1));
    }

    @Test
    void namesTheKeyOfWhoGetsHowFar() {
        assertNames("serve.management.host", () -> new ManagementConfig("", 1));
        assertNames("serve.management.port", () -> new ManagementConfig("::", -1));
        assertNames("serve.http.header-timeout", () -> new ConnectionLimits(Duration.ofMillis(9), 1));
        assertNames("serve.http.max-connections", () -> new ConnectionLimits(SECOND, 0));
        for (List<String> origins : List.of(
                List.of("page.example"),
                List.of("https://page.example/"),
                List.of("https://Page.example"),
                List.of("null"),
                List.of("*", "https://page.example"))) {
            assertNames("serve.http.cors.origins", () -> security(8081, origins));
        }
        assertThatCode(() -> security(8081, List.of("https://page.example", "http://[::1]:8501")))
                .doesNotThrowAnyException();
    }

    @Test
    void keepsTheTwoPortsApart() {
        Security same = security(8080, List.of());
        assertNames(
                "serve.management.port",
                () -> config("::", 8080, 1, SECOND, List.of(), 0, 1).with(same));
        assertThatCode(() -> config("::", 0, 1, SECOND, List.of(), 0, 1).with(security(0, List.of())))
                .doesNotThrowAnyException();
    }

    private static Security security(int port, List<String> origins) {
        return new Security(
                new ManagementConfig("::", port),
                null,
                null,
                origins,
                Security.plain().connections());
    }

    @Test
    void doesNotRepeatAKeyThatSomebodyForgotToHash() {
        assertThatThrownBy(() -> config("::", 0, 1, SECOND, List.of("my-secret-key"), 0, 1))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContaining("serve.http.keys")
                .hasMessageNotContaining("my-secret-key");
    }

    private static HttpConfig config(
            String host, int port, long body, Duration idle, List<String> keys, double rate, int burst) {
        return new HttpConfig(host, port, body, idle, SECOND, SECOND, keys, rate, burst, LOAD);
    }

    private static void assertNames(String key, ThrowingCallable config) {
        assertThatThrownBy(config).isInstanceOf(Failure.BadConfig.class).hasMessageStartingWith(key + ": need ");
    }
}
