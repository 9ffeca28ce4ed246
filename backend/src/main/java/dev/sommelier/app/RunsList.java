package dev.sommelier.app;

import dev.sommelier.track.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists what was trained.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the runs, best first.",
        footer = {"", "Example:", "  ./sommelier runs list --by validation_loss"})
final class RunsList implements Callable<Integer> {
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
