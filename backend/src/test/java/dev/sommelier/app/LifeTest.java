package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classifier.Admission;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// From the first step of the start to the last of the stop, as an operator sees it.
class LifeTest {
    private static final String STUCK = "sommelier_stuck_workers{stage=\"%s\"}";

    private final Logger watchdogLog = (Logger) LoggerFactory.getLogger(Watchdog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final CountDownLatch held = new CountDownLatch(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @AfterEach
    void letGo() {
        held.countDown();
        watchdogLog.detachAppender(log);
        MDC.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "inference"})
    void tellsWhichStageIsStuckAndThatItIsBack(String stage) throws Exception {
        log.start();
        watchdogLog.addAppender(log);
        try (OperatedService running = OperatedService.start(folder, "serve.watchdog=1s");
                Hold _ = held::countDown) {
            assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
            hold(running, stage);
            eventually(() -> running.get("/health/live").statusCode() == 503);
            JsonObject said = new JsonObject(running.get("/health/live").body());
            assertThat(said.getString("status")).isEqualTo("stuck");
            assertThat(said.getString("detail"))
                    .matches("The stage " + stage + " is stuck: \\S+ has been on one task for \\d s\\.");
            assertThat(running.metric(STUCK.formatted(stage))).isEqualTo(1);
            assertThat(running.get("/health/ready").statusCode()).isEqualTo(200);
            assertTold(stage);

            held.countDown();
            eventually(() -> running.get("/health/live").statusCode() == 200);
            assertThat(running.metric(STUCK.formatted(stage))).isZero();
            assertThat(log.list).hasSize(2);
            assertThat(log.list.getLast().getFormattedMessage()).contains("The stage " + stage + " works again");
        }
    }

    /// Its own probes may be answered on that loop, so this asks what else tells.
    @Test
    void tellsThatAnEventLoopIsBlocked() throws Exception {
        log.start();
        watchdogLog.addAppender(log);
        try (OperatedService running = OperatedService.start(folder, "serve.watchdog=1s");
                Hold _ = held::countDown) {
            Watchdog watchdog = running.service().watchdog();
            assertThat(watchdog.trouble()).isEmpty();
            running.service().vertx().getOrCreateContext().runOnContext(go -> holdThisThread());
            eventually(() -> watchdog.trouble().isPresent());
            assertThat(watchdog.trouble().orElseThrow())
                    .matches("The stage event-loop is stuck: vert\\.x-eventloop-thread-\\d+ has been on one task .*");
            assertTold("event-loop");
            held.countDown();
            eventually(() -> watchdog.trouble().isEmpty());
            assertThat(running.metric(STUCK.formatted("event-loop"))).isZero();
        }
    }

    /// What keeps a thread from coming back; let go before the service closes, which waits for that thread.
    private interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /// Once, with the stack of the very thread, and the request where there is one.
    private void assertTold(String stage) {
        eventually(() -> !log.list.isEmpty());
        assertThat(log.list).hasSize(1);
        ILoggingEvent told = log.list.getFirst();
        assertThat(told.getFormattedMessage()).contains("The stage " + stage + " is stuck");
        assertThat(List.of(told.getThrowableProxy().getStackTraceElementProxyArray()))
                .anySatisfy(frame ->
                        assertThat(frame.getStackTraceElement().getMethodName()).isEqualTo("holdThisThread"));
        if (stage.equals("decode")) {
            assertThat(told.getMDCPropertyMap()).containsEntry("request_id", "the-photo");
        }
    }

    private void hold(OperatedService running, String stage) {
        MDC.put("request_id", "the-photo");
        switch (stage) {
            case "decode" -> classify(running, this::holdThisThread, () -> {});
            default -> classify(running, () -> {}, this::holdThisThread);
        }
    }

    private static void classify(OperatedService running, Runnable decoded, Runnable answered) {
        Admission place = running.service().model().classifier().admit(Duration.ofSeconds(5));
        place.classify(OperatedService.PHOTO, () -> false, decoded).onComplete(done -> {
            answered.run();
            place.close();
        });
    }

    private void holdThisThread() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void watchesNothingIfItIsToldSo() throws Exception {
        try (OperatedService running = OperatedService.start(folder, "serve.watchdog=0");
                Hold _ = held::countDown) {
            hold(running, "decode");
            Thread.sleep(300);
            assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
            held.countDown();
        }
    }

    @Test
    void answersAsBeforeWhileLoadBalancersHearThatItStops() throws Exception {
        OperatedService running = OperatedService.start(folder, "serve.drain-delay=1500ms");
        CompletableFuture<Void> closed = CompletableFuture.runAsync(running.service()::close);
        eventually(() -> running.get("/health/ready").statusCode() == 503);
        assertThat(running.get("/health/ready").body()).contains("stopping");
        assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(running.predict().statusCode()).isEqualTo(200);
        assertThat(closed.isDone()).isFalse();
        closed.join();
        assertThatThrownBy(running::predict).hasCauseInstanceOf(ConnectException.class);
        running.client().close();
    }

    @Test
    void countsTheDelayInTheGrace() throws Exception {
        List<String> settings = OperatedService.settings(folder, "serve.grace=20s", "serve.drain-delay=5s");
        ServiceConfig config = ServiceConfig.of(Settings.resolve(folder, Map.of(), settings));
        assertThat(config.drainDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.http().drainTimeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void leavesNothingOpenIfTheStartIsEndedBetweenTwoSteps(int last) {
        AtomicInteger steps = new AtomicInteger();
        assertThatThrownBy(() -> OperatedService.start(folder, () -> {
                    if (steps.incrementAndGet() == last) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(steps).hasValue(last);
        eventually(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.matches("(decode|inference|vert\\.x|watchdog).*")));
    }

    @ParameterizedTest
    @CsvSource({
        "serve.watchdog=10ms,'serve.watchdog: need 1 s to 1 h, or 0 for none, got PT0.01S'",
        "serve.watchdog=2h,'serve.watchdog: need 1 s to 1 h, or 0 for none, got PT2H'",
        "serve.drain-delay=5s,'serve.drain-delay: need 0 s or more, and less than serve.grace (PT5S), got PT5S'",
        "serve.drain-delay=-1s,'serve.drain-delay: need 0 s or more, and less than serve.grace (PT5S), got PT-1S'"
    })
    void refusesTimesThatMakeNoSense(String setting, String words) {
        assertThatThrownBy(() ->
                        ServiceConfig.of(Settings.resolve(folder, Map.of(), OperatedService.settings(folder, setting))))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessage(words);
    }

    static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen in 10 s").isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
