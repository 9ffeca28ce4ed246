package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.Liveness;
import dev.sommelier.inference.Tasks.Task;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Finds threads that do not come back from a task, on a thread of its own that waits for none of them.
final class Watchdog implements Liveness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final List<String> STAGES = List.of("decode", "inference", EventLoops.STAGE);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Duration limit;
    private final Duration pause;
    private final Supplier<List<Task>> running;
    private final ScheduledExecutorService thread;
    private Map<Task, Duration> seen = Map.of();
    private long looked = System.nanoTime();
    private volatile List<Task> stuck = List.of();

    private Watchdog(Duration limit, Supplier<List<Task>> running) {
        this.limit = limit;
        this.pause = Duration.ofMillis(Math.clamp(limit.toMillis() / 10, 20, 1000));
        this.running = running;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("watchdog").factory());
    }

    /// @param limit longest time on one task; 0 watches nothing
    /// @param running every task that runs now; must not wait
    static Watchdog start(Duration limit, Supplier<List<Task>> running, MeterRegistry registry) {
        Watchdog watchdog = new Watchdog(limit, running);
        STAGES.forEach(stage -> watchdog.count(stage, registry));
        if (limit.isPositive()) {
            long millis = watchdog.pause.toMillis();
            var _ = watchdog.thread.scheduleWithFixedDelay(watchdog::lookSafely, millis, millis, TimeUnit.MILLISECONDS);
        }
        return watchdog;
    }

    /// @throws Failure.BadConfig unless it is 0, or 1 s to 1 h
    static Duration checked(Duration limit) {
        boolean sane = limit.compareTo(SHORTEST) >= 0 && limit.compareTo(LONGEST) <= 0;
        if (!limit.isZero() && !sane) {
            throw new Failure.BadConfig("serve.watchdog: need 1 s to 1 h, or 0 for none, got %s".formatted(limit));
        }
        return limit;
    }

    private void count(String stage, MeterRegistry registry) {
        Gauge.builder("sommelier.stuck.workers", this, watchdog -> watchdog.stuckIn(stage))
                .description("Threads that have been on one task for longer than serve.watchdog")
                .tag("stage", stage)
                .register(registry);
    }

    private long stuckIn(String stage) {
        return stuck.stream().filter(task -> task.stage().equals(stage)).count();
    }

    /// A timer drops a task that throws, and nobody would hear of it.
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("The watchdog broke on one look, and goes on", e);
        }
    }

    private void look() {
        seen = ages();
        List<Task> before = stuck;
        stuck = seen.entrySet().stream()
                .filter(task -> task.getValue().compareTo(limit) >= 0)
                .map(Map.Entry::getKey)
                .toList();
        stuck.stream().filter(task -> !before.contains(task)).forEach(Watchdog::tellStuck);
        before.stream().filter(task -> !stuck.contains(task)).forEach(Watchdog::tellBack);
    }

    /// For how long each task has been seen. A process that was paused as a whole must not seem stuck when it goes
    /// on, so the time between two looks counts as a few pauses at most.
    private Map<Task, Duration> ages() {
        long now = System.nanoTime();
        Duration most = pause.multipliedBy(4);
        Duration gap = Duration.ofNanos(now - looked);
        Duration passed = gap.compareTo(most) < 0 ? gap : most;
        looked = now;
        return running.get().stream().collect(Collectors.toMap(task -> task, task -> age(task, passed)));
    }

    private Duration age(Task task, Duration passed) {
        Duration before = seen.get(task);
        return before == null ? Duration.ZERO : before.plus(passed);
    }

    @Override
    public Optional<String> trouble() {
        return stuck.stream().min(Comparator.comparingLong(Task::since)).map(Watchdog::sentence);
    }

    private static void tellStuck(Task task) {
        Exception where = new Exception("what " + task.thread().getName() + " is at");
        where.setStackTrace(task.thread().getStackTrace());
        under(task.context(), () -> LOG.error("{}", sentence(task), where));
    }

    private static void tellBack(Task task) {
        under(
                task.context(),
                () -> LOG.info(
                        "The stage {} works again: {} came back after {} s",
                        task.stage(),
                        task.thread().getName(),
                        seconds(task)));
    }

    private static void under(Map<String, String> context, Runnable log) {
        MDC.setContextMap(context);
        try {
            log.run();
        } finally {
            MDC.clear();
        }
    }

    private static String sentence(Task task) {
        return "The stage %s is stuck: %s has been on one task for %d s."
                .formatted(task.stage(), task.thread().getName(), seconds(task));
    }

    private static long seconds(Task task) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - task.since());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
