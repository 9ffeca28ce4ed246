package dev.sommelier.track;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells several trackers the same, in their order.
public final class Trackers implements Tracker {
    private final List<Tracker> all;

    private Trackers(List<Tracker> all) {
        this.all = List.copyOf(all);
    }

    /// The run on disk, and with it MLflow where that is set. The run's folder comes first: a slow server delays
    /// nothing of it.
    ///
    /// @param warn hears if MLflow misses something
    public static Tracker of(Run run, Optional<MlflowConfig> mlflow, Consumer<String> warn) {
        return new Trackers(mlflow.<List<Tracker>>map(config -> List.of(run, MlflowTracker.start(config, run, warn)))
                .orElse(List.of(run)));
    }

    @Override
    public void step(long step, int epoch, Map<String, Double> metrics) {
        all.forEach(each -> each.step(step, epoch, metrics));
    }

    @Override
    public void epoch(int epoch, Map<String, Double> metrics) {
        all.forEach(each -> each.epoch(epoch, metrics));
    }

    @Override
    public void summary(Map<String, Double> metrics) {
        all.forEach(each -> each.summary(metrics));
    }

    @Override
    public void artefact(String name, byte[] content) {
        all.forEach(each -> each.artefact(name, content));
    }

    @Override
    public void finish() {
        all.forEach(Tracker::finish);
    }

    @Override
    public void fail(String reason) {
        all.forEach(each -> each.fail(reason));
    }

    @Override
    public void stop() {
        all.forEach(Tracker::stop);
    }

    @Override
    public void close() {
        all.forEach(Tracker::close);
    }
}
