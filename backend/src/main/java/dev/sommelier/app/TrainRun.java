package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.track.Run;
import dev.sommelier.track.RunState;
import dev.sommelier.track.Runs;
import dev.sommelier.track.StoredRun;
import dev.sommelier.track.Tracker;
import dev.sommelier.track.Trackers;
import dev.sommelier.train.Console;
import dev.sommelier.train.Journal;
import dev.sommelier.train.TrainConfig;
import dev.sommelier.train.Training;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/// Trainings with their records: begun or taken up again, and ended as they ended.
final class TrainRun {
    private final Map<String, String> environment;
    private final Termination termination;

    /// @param environment of the process
    /// @param termination says when somebody wants it to stop
    TrainRun(Map<String, String> environment, Termination termination) {
        this.environment = environment;
        this.termination = termination;
    }

    /// What came of a run.
    record Trained(Bundle bundle, String run) {}

    Trained begin(Settings settings) throws IOException, InterruptedException {
        TrainConfig config = TrainSettings.config(settings);
        TrackConfig track = TrackConfig.of(settings, environment);
        Training training = new Training(config, console(), termination::asked);
        training.check();
        Run run = track.tracking(TrainRun::warn)
                .create(config.name(), TrainSettings.kept(settings), ThisProject.environment(), Map.of());
        say("run " + run.card().id());
        return train(training, track, run);
    }

    /// @param id of a run that was killed, stopped or failed
    Trained resume(Settings now, String id, Layers layers) throws IOException, InterruptedException {
        StoredRun stored = new Runs(TrackConfig.of(now, environment).folder()).find(id);
        if (stored.state() == RunState.FINISHED) {
            throw new Failure.BadConfig("%s is finished: there is nothing to go on with".formatted(stored.id()));
        }
        checkWhole(stored, now);
        Settings settings = layers.resolve(Assignment.kept(stored.config(), "run " + stored.id()));
        TrackConfig track = TrackConfig.of(settings, environment);
        Training training = new Training(TrainSettings.config(settings), console(), termination::asked);
        Run run = track.tracking(TrainRun::warn).resume(stored.folder(), training.finishedEpochs(stored.folder()));
        say("going on with run " + stored.id());
        return train(training, track, run);
    }

    /// With what is missing filled up by today's defaults, it would be another run.
    private static void checkWhole(StoredRun stored, Settings now) {
        Set<String> missing = new TreeSet<>(now.resolved().keySet());
        missing.removeAll(stored.config().keySet());
        if (!missing.isEmpty()) {
            throw new Failure.CannotStart(
                    "%s cannot be resumed: its config.json lacks %s. It is damaged, or of another version of Sommelier."
                            .formatted(stored.id(), missing.size() > 3 ? "most settings" : String.join(", ", missing)));
        }
    }

    private static Trained train(Training training, TrackConfig track, Run run)
            throws IOException, InterruptedException {
        // Closing a run that has ended does nothing.
        try (run;
                Tracker tracker = Trackers.of(run, track.mlflow(), TrainRun::warn)) {
            try {
                Bundle bundle = training.run(new Journal(
                        run.folder(), ThisProject.commit(SettingsOption.home()).orElse(""), tracker));
                tracker.finish();
                say("published " + bundle.folder());
                return new Trained(bundle, run.card().id());
            } catch (CancellationException e) {
                tracker.stop();
                throw e;
            } catch (IOException | RuntimeException | Error e) {
                tracker.fail(String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }

    private static Console console() {
        return new Console(
                System.out,
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .isPresent());
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void warn(String line) {
        System.err.println("sommelier: " + line);
    }
}
