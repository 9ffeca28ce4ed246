package dev.sommelier.app;

import dev.sommelier.track.Runs;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What each of the `runs` commands takes.
final class RunsArguments {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ARGUMENT",
            description = "Ids of runs, where the command takes them, and settings (KEY=VALUE). An id may be shortened"
                    + " as long as one run alone is meant; 'last' is the newest.")
    private final List<String> arguments = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    Runs runs() {
        List<String> settings =
                arguments.stream().filter(RunsArguments::isSetting).toList();
        Settings resolved = Settings.resolve(SettingsOption.home(), System.getenv(), settings);
        return new Runs(TrackConfig.of(resolved, Map.of()).folder());
    }

    List<String> ids() {
        return arguments.stream().filter(each -> !isSetting(each)).toList();
    }

    boolean json() {
        return json;
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    void warn(String line) {
        spec.commandLine().getErr().println("sommelier: " + line);
    }

    /// Columns of the terminal; where there is none, lines are as long as they come.
    int width() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? spec.usageMessage().autoWidth(true).width()
                : Integer.MAX_VALUE;
    }

    private static boolean isSetting(String argument) {
        return argument.indexOf('=') >= 0;
    }
}
