package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// The `sommelier` command.
@Command(
        name = "sommelier",
        description = "Trains, serves and watches an image classifier.",
        subcommands = {UpCommand.class, ServeCommand.class, TrainCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof Failure) {
                command.getErr().println("sommelier: " + exception.getMessage());
                return 1;
            }
            throw exception;
        });
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
        System.exit(ExitCode.OK);
    }
}
