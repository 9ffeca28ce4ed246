package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Runs one trial after another for the points of a grid, and tells in the end which did best.
///
/// A point that fails does not end the sweep: the others say something without it.
final class Sweep {
    /// Trains with the settings of one point.
    @FunctionalInterface
    interface Trial {
        /// @throws CancellationException if a person stopped it
        Outcome run(Settings settings) throws Exception;
    }

    /// What a trial led to.
    ///
    /// @param run where to find it, for example the folder of the model
    /// @param metrics by name, for example `validation_loss`
    record Outcome(String run, Map<String, Double> metrics) {}

    private final List<Point> points;
    private final PrintWriter out;
    private final List<SweepResult> results = new ArrayList<>();

    private Sweep(List<Point> points, PrintWriter out) {
        this.points = points;
        this.out = out;
    }

    /// @param check refuses settings that no trial can run with: before the first point and not hours later
    /// @throws Failure.BadConfig of the first point that is refused
    static Sweep checked(List<Point> points, Consumer<Settings> check, PrintWriter out) {
        points.forEach(point -> check.accept(point.settings()));
        return new Sweep(List.copyOf(points), out);
    }

    /// @return 0 if every point succeeded, or else 1
    /// @throws CancellationException if a trial was stopped; the table of what was done before is printed then,
    ///     too
    int run(Trial trial) throws InterruptedException {
        try {
            for (Point point : points) {
                out.printf("Point %d of %d: %s%n", results.size() + 1, points.size(), point);
                results.add(run(trial, point));
            }
        } finally {
            finish();
        }
        return results.stream().allMatch(SweepResult::succeeded) ? 0 : 1;
    }

    private SweepResult run(Trial trial, Point point) throws InterruptedException {
        try {
            return new SweepResult.Done(point, trial.run(point.settings()));
        } catch (CancellationException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            String reason = e instanceof Failure ? String.valueOf(e.getMessage()) : CrashReport.write(e);
            out.println("failed: " + reason);
            return new SweepResult.Failed(point, reason);
        }
    }

    private void finish() {
        if (!results.isEmpty()) {
            out.println();
            new SweepTable(results).lines().forEach(out::println);
        }
        if (results.size() < points.size()) {
            out.printf("Stopped: %d of %d points were done.%n", results.size(), points.size());
        }
        out.flush();
    }
}
