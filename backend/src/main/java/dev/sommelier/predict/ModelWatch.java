package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for newer versions, and lets them answer by themselves.
public final class ModelWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final ModelSwap swap;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch-models").daemon().factory());
    private String trouble = "";

    /// @param pause between two looks; zero for none
    /// @throws Failure.BadConfig if there is no folder of versions to look into
    public static ModelWatch start(ModelSwap swap, Duration pause) {
        if (!pause.isZero() && swap.versions().isEmpty()) {
            throw new Failure.BadConfig("serve.watch: needs serve.model to be a folder of versions, and it is one"
                    + " bundle. Set it to the folder that the numbered versions are in, or leave serve.watch at 0.");
        }
        ModelWatch watch = new ModelWatch(swap);
        if (!pause.isZero()) {
            ScheduledFuture<?> _ = watch.thread.scheduleWithFixedDelay(
                    watch::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    private ModelWatch(ModelSwap swap) {
        this.swap = swap;
    }

    /// Never throws: whatever it was, the next look may find better.
    private void look() {
        try {
            swap.activateNewest();
            trouble = "";
        } catch (Failure.Conflict | Failure.Overloaded e) {
            LOG.debug("Not now: {}", e.getMessage());
        } catch (RuntimeException e) {
            sayOnce(e);
        }
    }

    private void sayOnce(RuntimeException e) {
        if (!trouble.equals(e.toString())) {
            LOG.warn("The folder of versions cannot be looked into", e);
        }
        trouble = e.toString();
    }

    /// Waits for a change that is under way; interrupts none, as it closes native memory.
    @Override
    public void close() {
        swap.stop();
        thread.close();
    }
}
