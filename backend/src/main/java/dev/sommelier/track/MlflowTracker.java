package dev.sommelier.track;

import dev.sommelier.track.MlflowSender.Ending;
import dev.sommelier.track.MlflowSender.File;
import dev.sommelier.track.MlflowSender.Points;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service.RunStatus;

/// Copies a run to an MLflow server. The server may be away, slow or broken: nothing here waits for it but the
/// end, and that not for long. What it misses is told in two lines at most, and stands on disk anyway.
///
/// An epoch's metrics keep their names, with the epoch as MLflow's step; those of steps go under `step/`, those of
/// the summary under `summary/`. A run that is taken up again is a new run there.
public final class MlflowTracker implements Tracker {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private final MlflowSender sender;
    private final MlflowLimits limits;
    private final Consumer<String> missed;
    private final Thread thread;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile int epoch;

    private MlflowTracker(MlflowSender sender, MlflowLimits limits, Consumer<String> missed) {
        this.sender = sender;
        this.limits = limits;
        this.missed = missed;
        thread = Thread.ofVirtual().name("mlflow").start(sender);
    }

    /// @param run whose settings and tags are sent
    /// @param warn hears, at most twice, that the server misses something
    public static MlflowTracker start(MlflowConfig config, Run run, Consumer<String> warn) {
        return start(config, run.folder(), warn, MlflowLimits.USUAL);
    }

    static MlflowTracker start(MlflowConfig config, Path run, Consumer<String> warn, MlflowLimits limits) {
        Warning first = new Warning(warn);
        MlflowSender sender = new MlflowSender(
                config,
                StoredRun.open(run),
                limits,
                reason -> first.say(
                        "%s: %s. The run goes on; what is missed there stands in %s".formatted(config, reason, run)));
        return new MlflowTracker(sender, limits, figures -> warn.accept("%s missed %s".formatted(config, figures)));
    }

    @Override
    public void step(long step, int epoch, Map<String, Double> metrics) {
        tell("step/", step, metrics);
    }

    @Override
    public void epoch(int epoch, Map<String, Double> metrics) {
        this.epoch = epoch;
        tell("", epoch, metrics);
    }

    @Override
    public void summary(Map<String, Double> metrics) {
        tell("summary/", epoch, metrics);
    }

    @Override
    public void artefact(String name, byte[] content) {
        if (!over.get() && content.length <= limits.fileBytes()) {
            sender.tell(new File(name, content.clone()));
        }
    }

    private void tell(String prefix, long step, Map<String, Double> metrics) {
        if (!over.get()) {
            sender.tell(new Points(prefix, step, Instant.now(), Map.copyOf(metrics)));
        }
    }

    @Override
    public void finish() {
        end(new Ending(RunStatus.FINISHED, Optional.empty()));
    }

    @Override
    public void fail(String reason) {
        end(new Ending(RunStatus.FAILED, Optional.of(reason)));
    }

    @Override
    public void stop() {
        end(new Ending(RunStatus.KILLED, Optional.empty()));
    }

    @Override
    public void close() {
        end(new Ending(RunStatus.FAILED, Optional.empty()));
    }

    private void end(Ending how) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        sender.end(how);
        try {
            if (!thread.join(limits.end())) {
                thread.interrupt();
                thread.join(LAST_MOMENT);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        long lost = sender.lost();
        if (lost > 0) {
            missed.accept("%d of %d records of the run (steps, epochs, files, its end)".formatted(lost, sender.told()));
        }
    }
}
