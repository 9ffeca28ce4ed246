package dev.sommelier.app;

import dev.sommelier.dataset.Audit;
import dev.sommelier.dataset.AuditFiles;
import dev.sommelier.dataset.AuditLimits;
import dev.sommelier.dataset.AuditReport;
import dev.sommelier.dataset.AuditText;
import dev.sommelier.image.Preprocessing;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Looks through a folder of photos before a model is trained on it.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Find what is wrong with a folder of photos: the same picture under two labels, files that "
                + "cannot be read, copies, classes with too few photos.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the folder was looked through, whatever was found",
            "1:it could not be",
            "2:the command was not understood",
            "3:something serious was found, and --strict was given"
        },
        footer = {"", "Example:", "  ./sommelier data audit photos --out reports/photos"})
final class AuditCommand implements Callable<Integer> {
    private static final int SERIOUS = 3;
    private static final long LARGE_FILE = 20_000_000;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Holds a folder of photos for each class.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings for this run; serve.max-pixels alone matters here.")
    private final List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "audit",
            description = "Where audit.html and audit.json are written. Default: ${DEFAULT-VALUE}, in this folder.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--strict", description = "End with exit code 3 if anything serious (marked !!) was found.")
    private boolean strict;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.resolve(SettingsOption.home(), System.getenv(), overrides);
        AuditLimits limits = new AuditLimits(Preprocessing.imagenet(), settings.whole("serve.max-pixels"), LARGE_FILE);
        AuditFiles files = AuditFiles.in(out, folder);
        AuditReport report = audit(limits);
        PrintWriter console = spec.commandLine().getOut();
        console.print(AuditText.of(report));
        console.println();
        for (Path file : files.write(report, limits)) {
            console.println("wrote " + file);
        }
        console.flush();
        return strict && report.serious() ? SERIOUS : 0;
    }

    /// Thousands of photos take minutes; who waits is told, and a log file is not.
    private AuditReport audit(AuditLimits limits) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return new Audit(limits, (_, _) -> {}).run(folder);
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("photos")
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .build()) {
            return new Audit(limits, (done, all) -> bar.maxHint(all).stepTo(done)).run(folder);
        }
    }
}
