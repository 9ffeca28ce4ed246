package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// The `sommelier` command.
@Command(
        name = "sommelier",
        description = "Trains, serves and watches an image classifier.",
        subcommands = {
            UpCommand.class,
            ServeCommand.class,
            TrainCommand.class,
            ConfigCommand.class,
            RunsCommand.class,
            DataCommand.class,
            EvaluateCommand.class,
            ExportCommand.class,
            BenchCommand.class,
            LoadTestCommand.class,
            KeyCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    static final String VERSION = "0.1.0";

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        // Some locales write other digits, and what is printed here is also read by programs.
        Locale.setDefault(Locale.ROOT);
        System.exit(execute(commandLine(), args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((exception, command, result) -> say(command, exception));
    }

    /// picocli lets errors through, for example that of a native library which is not there.
    static int execute(CommandLine command, String... args) {
        try {
            return command.execute(args);
        } catch (Error e) {
            return say(command, e);
        }
    }

    private static int say(CommandLine command, Throwable cause) {
        String line = cause instanceof Failure ? cause.getMessage() : CrashReport.write(cause);
        command.getErr().println("sommelier: " + line);
        return ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
