package dev.sommelier.app;

import dev.sommelier.dataset.TextTable;
import dev.sommelier.failure.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Two capacities side by side.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compare two capacities that load-test capacity has recorded.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:compared", "1:B is lower by more than --may-lose, or one is not there"},
        footer = {
            "",
            "Examples:",
            "  ./sommelier load-test compare 20261101-101112 last",
            "  ./sommelier load-test compare main.jsonl load-results/capacity.jsonl --may-lose 15"
        })
final class LoadTestCompare implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Id, the beginning of one, 'last', or a file.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "The same, of the newer one.")
    private String second = "";

    @Parameters(index = "2..*", paramLabel = "KEY=VALUE", description = "Settings; load.folder alone matters here.")
    private final List<String> overrides = new ArrayList<>();

    @Option(
            names = "--may-lose",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description = "Exit code 1 if B answers fewer photos a second than A by more than this.")
    private double mayLose;

    @Override
    public Integer call() {
        if (!(mayLose >= 0 && mayLose <= 100)) {
            throw new Failure.BadConfig("--may-lose: need 0 to 100, got " + mayLose);
        }
        Settings settings = Settings.resolve(SettingsOption.home(), System.getenv(), overrides);
        CapacityRecord a = CapacityRecord.find(settings.path("load.folder"), first);
        CapacityRecord b = CapacityRecord.find(settings.path("load.folder"), second);
        PrintWriter out = spec.commandLine().getOut();
        table(a, b).forEach(out::println);
        differences(a, b).forEach(out::println);
        out.flush();
        return b.rate() < a.rate() * (1 - mayLose / 100) ? 1 : 0;
    }

    private static List<String> table(CapacityRecord a, CapacityRecord b) {
        TextTable table = new TextTable(1, List.of("", a.id(), b.id(), "CHANGE"));
        table.add(row("photos/s within the promise", a.rate(), b.rate()));
        table.add(row("photos/s at most", a.atMost(), b.atMost()));
        return table.lines();
    }

    private static List<String> row(String name, double a, double b) {
        return List.of(name, "%.1f".formatted(a), "%.1f".formatted(b), "%+.1f %%".formatted(100 * (b / a - 1)));
    }

    /// What the change may come from besides the code.
    private static List<String> differences(CapacityRecord a, CapacityRecord b) {
        return Stream.of(
                        difference("model", a.text("model"), b.text("model")),
                        difference("machine", a.text("machine"), b.text("machine")),
                        difference("photos", a.value("photos"), b.value("photos")),
                        difference("promised p99, ms", a.value("promised_p99_ms"), b.value("promised_p99_ms")),
                        difference("commit", a.value("commit"), b.value("commit")))
                .flatMap(line -> line)
                .toList();
    }

    private static Stream<String> difference(String name, String a, String b) {
        return a.equals(b) ? Stream.empty() : Stream.of("%s: %s -> %s".formatted(name, a, b));
    }
}
