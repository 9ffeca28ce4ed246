package dev.sommelier.app;

import dev.sommelier.http.NewKey;
import dev.sommelier.http.Role;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes an API key.
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description =
                "Make an API key: print it, once, and the line for serve.http.keys-file, which keeps its hash alone.",
        footer = {"", "Example:", "  ./sommelier key till-3 --role predict"})
final class KeyCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "Who gets it, for the log: letters, digits, dots, dashes, underscores.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "predict",
            description = "predict, or manage, which may do all that predict may. Default: ${DEFAULT-VALUE}.")
    private Role role = Role.PREDICT;

    @Override
    public Integer call() {
        NewKey key = NewKey.of(name, role, new SecureRandom());
        PrintWriter out = spec.commandLine().getOut();
        out.println("Key, for the client, shown this once:");
        out.println("  " + key.secret());
        out.println("Line, for the file that serve.http.keys-file names:");
        out.println("  " + key.line());
        out.flush();
        return 0;
    }
}
