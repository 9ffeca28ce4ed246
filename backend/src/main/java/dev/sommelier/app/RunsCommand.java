package dev.sommelier.app;

import dev.sommelier.track.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists, shows and compares what was trained.
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "List the trainings so far, look at one, or compare some. Without a command it lists them.",
        subcommands = {RunsList.class, RunsShow.class, RunsCompare.class},
        synopsisSubcommandLabel = "[list | show | compare]",
        footer = {"", "Example:", "  ./sommelier runs --by validation_loss", "  ./sommelier runs show last"})
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private final RunsArguments arguments = new RunsArguments();

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = Runs.ACCURACY,
            description = "Metric to sort by. Default: ${DEFAULT-VALUE}.")
    private String by = Runs.ACCURACY;

    @Override
    public Integer call() {
        return new RunsTable(arguments, by).print();
    }
}
