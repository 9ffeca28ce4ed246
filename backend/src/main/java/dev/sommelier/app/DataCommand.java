package dev.sommelier.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What is done with photos before a model is trained on them.
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Look after the photos to train on.",
        subcommands = AuditCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  ./sommelier data audit photos"})
final class DataCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
