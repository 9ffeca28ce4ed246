package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains a model on a folder of photos.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Train a model on a folder that holds a folder of photos for each class.",
        footer = {
            "",
            "Example:",
            "  ./sommelier train dataset.path=photos model.name=pets",
            "Every combination of some values, one after another:",
            "  ./sommelier train dataset.path=photos \\",
            "      --sweep train.learning-rate=1e-3,3e-4 train.batch=16,32",
            "Go on with the last run after a crash:",
            "  ./sommelier train --resume last"
        })
final class TrainCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(
            names = "--sweep",
            arity = "1..*",
            paramLabel = "KEY=VALUE,VALUE",
            description = "Train once for each combination of these values, and compare.")
    private final List<String> sweep = new ArrayList<>();

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that was killed, stopped or failed: its id, the start of it, or 'last'.")
    private @Nullable String resume;

    /// A run goes on with its own settings, else what comes out would be none of both.
    private void checkResume(List<Point> points) {
        if (resume != null && (!points.isEmpty() || settings.sets(key -> !key.startsWith("track.")))) {
            throw new Failure.BadConfig(
                    "--resume goes on with the settings of the run: beside it, only those of track can be given.");
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Point> points = settings.points(sweep);
        checkResume(points);
        Termination termination = new Termination();
        TrainRun runs = new TrainRun(System.getenv(), termination);
        if (!points.isEmpty()) {
            return new TrainSweep(points, runs, termination, spec.commandLine()).call();
        }
        try {
            if (resume == null) {
                runs.begin(settings.resolve());
            } else {
                runs.resume(settings.resolve(), resume, settings.layers());
            }
            return 0;
        } catch (CancellationException e) {
            spec.commandLine()
                    .getErr()
                    .println("sommelier: stopped, and nothing was published; --resume last goes on with it");
            return termination.exitCode();
        }
    }
}
