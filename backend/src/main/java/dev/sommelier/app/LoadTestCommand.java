package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts load on a service and tells whether it keeps what is promised.
@Command(
        name = "load-test",
        mixinStandardHelpOptions = true,
        description =
                "Put load on a service and tell whether it keeps what is promised. Profiles: smoke, steady, ramp, "
                        + "spike, soak, overload, capacity, saturation, and your own in configs/load.",
        subcommands = LoadTestCompare.class,
        synopsisSubcommandLabel = "[compare]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise of the profile was kept",
            "1:one was broken, or the load could not be run",
            "2:the command was not understood"
        },
        footer = {
            "",
            "Examples:",
            "  ./sommelier load-test capacity",
            "  ./sommelier load-test steady --url https://sommelier.example load.rate=20 load.promise.p99=300ms"
        })
final class LoadTestCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PROFILE",
            description = "A file of configs/load, without .conf.")
    private String profile = "";

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings for this run: load.KEY for the load, others for the service that is started.")
    private final List<String> overrides = new ArrayList<>();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of a service that runs. Without it one is started, for this run alone.")
    private @Nullable URI url;

    @Option(
            names = "--management",
            paramLabel = "URL",
            description = "Where that service tells its metrics, to know its CPU and memory.")
    private @Nullable URI management;

    @Option(
            names = "--photos",
            paramLabel = "FOLDER",
            description = "Send photos of this folder, which holds a folder for each class. Default: drawn ones.")
    private @Nullable Path photos;

    @Option(names = "--minutes", paramLabel = "N", description = "How long it takes, for steady, ramp and soak.")
    private @Nullable Integer minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (profile.isEmpty()) {
            // Needed here, but not by compare.
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing required parameter: PROFILE");
        }
        LoadSettings settings = LoadSettings.resolve(SettingsOption.home(), System.getenv(), profile, typed());
        LoadTarget there = url == null ? null : there(url, settings);
        LoadFolder folder = LoadFolder.create(settings.folder(), profile);
        Termination termination = new Termination();
        try {
            return there == null
                    ? withOwnService(settings, folder, termination)
                    : run(settings, folder, there, termination);
        } catch (CancellationException e) {
            err().println("sommelier: stopped");
            return termination.exitCode();
        }
    }

    private LoadTarget there(URI api, LoadSettings settings) throws InterruptedException {
        if (!settings.ofService().isEmpty()) {
            throw new Failure.BadConfig("%s: a service that runs already has its settings. Leave out --url to start one"
                    .formatted(String.join(", ", settings.ofService())));
        }
        return LoadTarget.running(api, management);
    }

    private List<String> typed() {
        List<String> typed = new ArrayList<>(overrides);
        if (photos != null) {
            typed.add("load.photos=" + photos);
        }
        if (minutes != null) {
            typed.add("load.duration=" + minutes + "m");
        }
        return typed;
    }

    private int withOwnService(LoadSettings settings, LoadFolder folder, Termination termination)
            throws IOException, InterruptedException {
        err().println("Starting a service …");
        try (LoadService service = LoadService.start(settings.ofService(), folder, termination)) {
            return run(settings, folder, service.target(), termination);
        }
    }

    private int run(LoadSettings asked, LoadFolder folder, LoadTarget target, Termination termination)
            throws IOException, InterruptedException {
        LoadGenerator generator = new LoadGenerator(target, folder, termination);
        LoadSettings settings = asked.needsCapacity() ? asked.withCapacity(capacity(asked, generator)) : asked;
        err().println("Running " + profile + " …");
        LoadVerdict verdict = generator.run(settings);
        PrintWriter out = spec.commandLine().getOut();
        out.println(verdict.text());
        if (settings.findsCapacity() && verdict.kept()) {
            CapacityRecord record = CapacityRecord.of(folder.id(), settings, verdict, target, url == null);
            out.println("Record  %s in %s".formatted(record.id(), record.appendTo(settings.folder())));
        }
        out.println("Report  " + verdict.report());
        out.flush();
        return verdict.kept() ? 0 : 1;
    }

    private double capacity(LoadSettings asked, LoadGenerator generator) throws IOException, InterruptedException {
        err().println("Measuring how many photos it answers at most …");
        LoadVerdict saturation = generator.run(asked.saturation());
        if (!saturation.kept()) {
            throw new Failure.CannotStart("the capacity could not be measured:\n" + saturation.text());
        }
        err().println("It answers %.1f photos a second at most.".formatted(saturation.rate()));
        return saturation.rate();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
