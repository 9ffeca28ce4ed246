package dev.sommelier.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;

/// Trains a model for each point of a sweep; each is published as a version of its own.
record TrainSweep(List<Point> points, TrainRun runs, Termination termination, CommandLine command)
        implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
        Sweep sweep = Sweep.checked(points, TrainSettings::config, command.getOut());
        try {
            return sweep.run(settings -> {
                TrainRun.Trained trained = runs.begin(settings);
                return new Sweep.Outcome(
                        trained.run(), validation(trained.bundle().card().metrics()));
            });
        } catch (CancellationException e) {
            command.getErr().println("sommelier: stopped; models of points that were done stay published");
            return termination.exitCode();
        }
    }

    /// @param metrics as `model.json` states them
    static Map<String, Double> validation(Map<String, Object> metrics) {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (metrics.get("validation") instanceof Map<?, ?> validation) {
            for (String name : List.of("accuracy", "loss")) {
                if (validation.get(name) instanceof Number figure) {
                    figures.put("validation_" + name, figure.doubleValue());
                }
            }
        }
        return figures;
    }
}
