package dev.sommelier.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A run that this process writes to its folder. Safe for use by several threads.
public final class Run implements Tracker {
    private final RunFolder folder;
    private final RunLock lock;
    private final Clock clock;
    private final Warning warning;
    private final Lines metrics;
    private final Lines system;
    private final SystemSampler sampler;
    private RunCard card;
    private boolean over;

    Run(RunFolder folder, RunLock lock, RunCard card, Duration interval, Clock clock, Warning warning)
            throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.card = card;
        this.clock = clock;
        this.warning = warning;
        metrics = Lines.append(folder.metrics());
        system = Lines.append(folder.system());
        sampler = new SystemSampler(new SystemFigures(new Gpus("nvidia-smi"), clock), system, interval, this::warn);
    }

    public Path folder() {
        return folder.path();
    }

    /// Folder of the files that the run keeps, for those that are written bit by bit, such as a checkpoint.
    public Path artefacts() {
        return folder.artefacts();
    }

    public synchronized RunCard card() {
        return card;
    }

    @Override
    public synchronized void step(long step, int epoch, Map<String, Double> values) {
        MetricLine line = new MetricLine(OptionalLong.of(step), epoch, clock.instant(), values);
        keep(() -> metrics.add(line.json()));
    }

    @Override
    public synchronized void epoch(int epoch, Map<String, Double> values) {
        MetricLine line = new MetricLine(OptionalLong.empty(), epoch, clock.instant(), values);
        keep(() -> metrics.add(line.json()));
        update(card.withEpoch(epoch, values));
    }

    @Override
    public synchronized void summary(Map<String, Double> values) {
        values.keySet().forEach(MetricLine::check);
        update(card.withSummary(values));
    }

    @Override
    public synchronized void artefact(String name, byte[] content) {
        checkArtefact(name);
        keep(() -> Json.write(folder.artefacts().resolve(name), content));
    }

    static void checkArtefact(String name) {
        if (!name.matches("\\w[\\w.-]{0,127}")) {
            throw new IllegalArgumentException("'%s' is no plain file name".formatted(name));
        }
    }

    @Override
    public void finish() {
        end(RunState.FINISHED, Optional.empty());
    }

    @Override
    public void fail(String reason) {
        end(RunState.FAILED, Optional.of(reason));
    }

    @Override
    public void stop() {
        end(RunState.STOPPED, Optional.empty());
    }

    @Override
    public void close() {
        end(RunState.FAILED, Optional.of("It ended before it was done."));
    }

    private synchronized void end(RunState how, Optional<String> why) {
        if (over) {
            return;
        }
        sampler.close();
        update(card.ended(how, why, clock.instant()));
        keep(metrics::close);
        keep(system::close);
        // Last: as long as it is held, the run runs.
        keep(lock::close);
        over = true;
    }

    private void update(RunCard next) {
        if (!over) {
            card = next;
            keep(() -> Json.write(folder.card(), next));
        }
    }

    private void keep(Write write) {
        try {
            if (!over) {
                write.run();
            }
        } catch (IOException e) {
            warn(Files.isDirectory(folder.path()) ? e : new IOException("the folder is gone"));
        }
    }

    private void warn(IOException cause) {
        warning.say(("The run cannot be kept whole in %s (%s), and goes on. Make room there, or set track.folder to"
                        + " another folder next time.")
                .formatted(folder.path(), Warning.reason(cause)));
    }

    private interface Write {
        void run() throws IOException;
    }
}
