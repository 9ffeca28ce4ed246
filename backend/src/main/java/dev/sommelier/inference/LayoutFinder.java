package dev.sommelier.inference;

import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses how forward passes share this machine, where no setting says so: by measuring for a few seconds the
/// first time, and from a file in the cache after that. What the time was too short for is measured again.
public final class LayoutFinder {
    private static final Logger LOG = LoggerFactory.getLogger(LayoutFinder.class);

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Path cache;
    private final boolean measure;
    private final int processors;
    private final LongSupplier nanoClock;

    /// @param cache keeps what was found, between starts
    /// @param measure whether to measure at all, or else to take what suits the device
    public LayoutFinder(Path cache, boolean measure) {
        this(cache, measure, Runtime.getRuntime().availableProcessors(), System::nanoTime);
    }

    /// @param nanoClock like [System#nanoTime]
    LayoutFinder(Path cache, boolean measure, int processors, LongSupplier nanoClock) {
        this.cache = cache;
        this.measure = measure;
        this.processors = processors;
        this.nanoClock = nanoClock;
    }

    /// Fills in what the configuration's layout leaves open. Takes up to some seconds, in which it wants the
    /// machine for itself: never call it on an event loop, nor while photos are classified.
    ///
    /// @param network of the bundle; its sessions that are opened here are closed again
    public ClassifierConfig settle(Bundle bundle, Network network, ClassifierConfig config) {
        Layout wanted = config.layout();
        Layout standard = wanted.on(network.device(), processors);
        if (!measure || wanted.settled()) {
            LOG.info("Layout: {} (not measured)", standard);
            return config.with(standard);
        }
        Path file = KeptLayout.file(cache.resolve(bundle.hash()), network, processors);
        Optional<KeptLayout> kept = KeptLayout.read(file, wanted);
        KeptLayout layout = kept.isPresent() ? kept.get() : measured(bundle, network, standard, wanted, file);
        LOG.info("Layout: {} ({})", layout.found(), layout.said());
        return config.with(layout.found());
    }

    private KeptLayout measured(Bundle bundle, Network network, Layout standard, Layout wanted, Path file) {
        Tournament tournament =
                new Tournament(network, bundle.card().preprocessing().floats(), processors, LONGEST, nanoClock);
        try {
            Layout found = tournament.winner(wanted, standard);
            if (tournament.cutOff()) {
                // Half a comparison on a busy machine would lay out the same model anew at each start.
                return new KeptLayout(wanted, standard, unfinished(tournament));
            }
            KeptLayout layout = new KeptLayout(wanted, found, tournament.said());
            keep(layout, file);
            return layout;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new KeptLayout(wanted, standard, "stopped");
        }
    }

    private static String unfinished(Tournament tournament) {
        return "what suits most machines: not all could be compared in %d s, as the machine is busy or the model large; %s"
                .formatted(LONGEST.toSeconds(), tournament.said());
    }

    private static void keep(KeptLayout layout, Path file) {
        try {
            layout.write(file);
            LOG.info("Layout kept in {}", file);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so the next start measures again: {}", file, e.toString());
        }
    }
}
