package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What stands on standard error, in both formats.
class LogTest {
    private static final String FORGED = "\r\n2026-01-01T00:00:00.000Z ERROR root forged \u001b[2J\u2028\u202e";
    private static final Logger LOG = LoggerFactory.getLogger(LogTest.class);

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void asBefore() {
        MDC.clear();
        System.setErr(console);
        new LogConfig("plain", "info").apply();
    }

    @Test
    void writesOneObjectForEachLine() {
        apply("log.format=json");
        MDC.put("request_id", "abc");
        LOG.atWarn().addKeyValue("status", 503).log("{}", "late" + FORGED);
        JsonObject line = new JsonObject(onlyLine());
        assertThat(line.getString("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z");
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("logger")).isEqualTo(LogTest.class.getName());
        assertThat(line.getString("thread")).isEqualTo(Thread.currentThread().getName());
        assertThat(line.getString("message")).isEqualTo("late" + FORGED);
        assertThat(line.getString("request_id")).isEqualTo("abc");
        assertThat(line.getInteger("status")).isEqualTo(503);
    }

    @Test
    void keepsAStackInItsObject() {
        apply("log.format=json");
        LOG.error("broke", new IllegalStateException("cork" + FORGED));
        JsonObject line = new JsonObject(onlyLine());
        assertThat(line.getString("stack_trace")).startsWith("java.lang.IllegalStateException: cork");
        assertThat(line.containsKey("request_id")).isFalse();
    }

    @Test
    void letsNobodyForgeAPlainLine() {
        apply("log.format=plain", "log.level=warn");
        LOG.warn("late{}", FORGED);
        assertThat(onlyLine()).contains("late??2026-01-01").doesNotContain("\u001b", "\u2028", "\u202e");
    }

    @Test
    void setsAPlainStackUnderItsLine() {
        apply("log.format=plain", "log.level=warn");
        MDC.put("request_id", "abc");
        LOG.error("broke", new IllegalStateException("cork" + FORGED));
        List<String> lines = written().lines().toList();
        assertThat(lines.getFirst()).matches("\\S+ ERROR d\\.s\\.app\\.LogTest +\\[abc\\] broke");
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("    "));
        assertThat(lines.get(1)).startsWith("    java.lang.IllegalStateException: cork");
        assertThat(written()).doesNotContain("\u001b", "\u2028");
    }

    @ParameterizedTest
    @CsvSource({"error,1", "warn,2", "info,3", "debug,4"})
    void saysAsMuchAsItIsAskedTo(String level, int lines) {
        apply("log.level=" + level, "log.format=json");
        LOG.error("a");
        LOG.warn("b");
        LOG.info("c");
        LOG.debug("d");
        LOG.trace("e");
        LoggerFactory.getLogger("io.netty").debug("a library's own");
        assertThat(written().lines()).hasSize(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.format=xml", "log.level=loud"})
    void refusesWhatItDoesNotKnow(String setting) {
        assertThatThrownBy(() -> apply(setting))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith(setting.substring(0, setting.indexOf('=')) + ": need ");
    }

    private void apply(String... settings) {
        LogConfig.of(Settings.resolve(folder, Map.of(), List.of(settings))).apply();
    }

    private String onlyLine() {
        assertThat(written().lines()).hasSize(1);
        return written().strip();
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
