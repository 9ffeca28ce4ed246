package dev.sommelier.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;

/// Sends on a thread of its own what is put into a bounded queue; what does not fit is counted and dropped.
final class MlflowSender implements Runnable {
    private static final Duration GATHERING = Duration.ofMillis(500);

    private final MlflowConfig config;
    private final StoredRun run;
    private final MlflowLimits limits;
    private final BlockingQueue<Item> queue;
    private final Consumer<String> failed;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean away;
    private volatile @Nullable Ending ending;

    sealed interface Item {}

    /// @param prefix of the metrics' names
    record Points(String prefix, long step, Instant time, Map<String, Double> metrics) implements Item {}

    record File(String name, byte[] content) implements Item {}

    record Ending(RunStatus status, Optional<String> reason) {}

    /// @param failed hears the reason of each failure
    MlflowSender(MlflowConfig config, StoredRun run, MlflowLimits limits, Consumer<String> failed) {
        this.config = config;
        this.run = run;
        this.limits = limits;
        this.failed = failed;
        queue = new ArrayBlockingQueue<>(limits.queue());
    }

    /// Never waits.
    void tell(Item item) {
        told.incrementAndGet();
        if (!away) {
            queue.offer(item);
        }
    }

    void end(Ending how) {
        told.incrementAndGet();
        ending = how;
        over.countDown();
    }

    long told() {
        return told.get();
    }

    long lost() {
        return told.get() - sent.get();
    }

    @Override
    public void run() {
        try (MlflowApi api = new MlflowApi(config);
                MlflowAttempts attempts = new MlflowAttempts(limits.call(), over, failed)) {
            send(api, attempts);
        } catch (CancellationException e) {
            // It was told already why.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed.accept(Warning.reason(e));
        } finally {
            away = true;
            queue.clear();
        }
    }

    private void send(MlflowApi api, MlflowAttempts attempts) throws InterruptedException {
        RunInfo info = attempts.make(() -> api.begin(MlflowForm.run(run)));
        if (info == null) {
            return;
        }
        for (List<Param> batch : MlflowForm.params(run.config())) {
            attempts.make(() -> done(() -> api.params(info, batch)));
        }
        while (over.getCount() > 0 || !queue.isEmpty()) {
            next(api, attempts, info);
        }
        Ending how = ending;
        if (how != null) {
            end(api, attempts, info, how);
        }
    }

    private void next(MlflowApi api, MlflowAttempts attempts, RunInfo info) throws InterruptedException {
        if (queue.isEmpty()) {
            over.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        }
        switch (queue.peek()) {
            case null -> {}
            case File file -> {
                queue.remove();
                upload(api, attempts, info, file);
            }
            case Points _ -> {
                List<Metric> metrics = new ArrayList<>();
                count(gather(metrics), log(api, attempts, info, metrics));
            }
        }
    }

    private long gather(List<Metric> batch) {
        long items = 0;
        while (batch.size() < MlflowForm.METRICS && queue.peek() instanceof Points points) {
            batch.addAll(MlflowForm.metrics(points.prefix(), points.step(), points.time(), points.metrics()));
            queue.remove();
            items++;
        }
        return items;
    }

    private static boolean log(MlflowApi api, MlflowAttempts attempts, RunInfo info, List<Metric> metrics)
            throws InterruptedException {
        boolean taken = true;
        for (List<Metric> batch : MlflowForm.batches(metrics, MlflowForm.METRICS)) {
            taken &= attempts.make(() -> done(() -> api.metrics(info, batch))) != null;
        }
        return taken;
    }

    private void upload(MlflowApi api, MlflowAttempts attempts, RunInfo info, File file) throws InterruptedException {
        if (!api.takesFiles(info)) {
            sent.incrementAndGet();
            return;
        }
        Boolean taken = attempts.make(() -> {
            api.upload(info, file.name(), file.content(), limits.call());
            return true;
        });
        count(1, taken != null);
    }

    private void end(MlflowApi api, MlflowAttempts attempts, RunInfo info, Ending how) throws InterruptedException {
        if (how.reason().isPresent()) {
            attempts.make(() ->
                    done(() -> api.tag(info, "sommelier.reason", how.reason().get())));
        }
        count(1, attempts.make(() -> done(() -> api.end(info, how.status()))) != null);
    }

    private void count(long items, boolean taken) {
        if (taken) {
            sent.addAndGet(items);
        }
    }

    private static boolean done(Runnable call) {
        call.run();
        return true;
    }
}
