package dev.sommelier.app;

import com.typesafe.config.ConfigValueFactory;
import dev.sommelier.bench.Bench;
import dev.sommelier.bench.Photos;
import dev.sommelier.bench.Plan;
import dev.sommelier.bench.Results;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.inference.Classifier;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.Network;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures how fast this machine serves a model.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure how fast this machine decodes photos, classifies them, and answers over HTTP.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured, and every answer of the API was right",
            "1:it could not be measured, or an answer was wrong",
            "2:the command was not understood"
        },
        footer = {"", "Example:", "  ./sommelier bench --photos photos --json bench.json inference.precision=fp32"})
final class BenchCommand implements Callable<Integer> {
    /// The part of the heap that photos from a folder may fill.
    private static final int PHOTO_MEMORY = 4;

    private static final Map<Object, List<String>> ALONE = Map.of(
            "127.0.0.1",
            List.of("serve.http.host", "serve.management.host"),
            "",
            List.of("serve.http.keys", "serve.http.keys-file", "serve.http.tls.certificate", "serve.http.tls.key"),
            0,
            List.of(
                    "serve.http.port",
                    "serve.management.port",
                    "serve.http.rate.per-second",
                    "serve.http.max-requests-per-client",
                    "serve.cache.max-bytes",
                    "serve.watch",
                    "serve.drain-delay"));

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--photos",
            paramLabel = "FOLDER",
            description = "Measure with photos of this folder and the folders in it, "
                    + "at most 200 of them. Default: photos that are drawn.")
    private @Nullable Path photos;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Time for each stage in each round; default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--concurrency",
            paramLabel = "N,N",
            defaultValue = "1,8,32",
            description = "Numbers of clients that ask the API at once; default: ${DEFAULT-VALUE}.")
    private String concurrency = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures, as JSON, to this file.")
    private @Nullable Path json;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = new Plan(Duration.ofNanos((long) (seconds * 1e9)), rounds, Plan.concurrency(concurrency));
        Settings resolved = settings.resolve();
        // The report has the layout and the model, and two services' worth of log lines would stand before it.
        LogConfig.of(resolved).quiet().apply();
        ServiceConfig config = ServiceConfig.of(alone(resolved));
        BenchJson.check(json);
        Bundle bundle = Versions.open(config.model());
        PhotoReader reader = new PhotoReader(
                bundle.card().preprocessing(), config.classifier().maxPixels());
        Photos chosen = photos(config, reader);
        // From here on an end takes an order: engines crash if they are torn down while they work.
        Termination termination = new Termination();
        try {
            return measure(plan, config, bundle, reader, chosen, termination);
        } catch (CancellationException e) {
            spec.commandLine().getErr().println("sommelier: stopped, and nothing was written");
            return termination.exitCode();
        }
    }

    /// For nobody but this process, on any port; its many requests from one address are meant, and kept answers
    /// would make its few photos look fast.
    static Settings alone(Settings settings) {
        var config = settings.config();
        for (Map.Entry<Object, List<String>> change : ALONE.entrySet()) {
            for (String key : change.getValue()) {
                config = config.withValue(key, ConfigValueFactory.fromAnyRef(change.getKey()));
            }
        }
        return new Settings(config, settings.home());
    }

    private int measure(
            Plan plan, ServiceConfig asked, Bundle bundle, PhotoReader reader, Photos chosen, Termination termination)
            throws IOException, InterruptedException {
        try (Network network = new Engines(asked.engine()).load(bundle)) {
            ServiceConfig config = asked.settled(bundle, network);
            termination.check();
            try (Service service = Service.start(config, termination::check);
                    Bench bench = new Bench(
                            plan,
                            network,
                            reader,
                            config.classifier(),
                            chosen.files(),
                            photo -> classify(service.model().classifier(), photo),
                            URI.create(service.address()))) {
                termination.whenAsked(bench::cutOff);
                Results results = run(bench, termination);
                return say(new BenchReport(new BenchReport.About(plan, bundle, network, config, chosen), results));
            }
        }
    }

    private static void classify(Classifier classifier, byte[] photo) {
        try (Classifier.Admission place = classifier.admit(Duration.ofDays(1))) {
            place.classify(photo, () -> false, () -> {}).await();
        }
    }

    private static Results run(Bench bench, Termination termination) throws InterruptedException {
        try (StepBar bar = new StepBar("measuring", termination)) {
            bar.expect(bench.steps());
            return bench.run(bar, termination::asked);
        }
    }

    private Photos photos(ServiceConfig config, PhotoReader reader) {
        return photos == null
                ? new Photos("drawn", DrawnPhotos.files(), List.of())
                : Photos.of(
                        photos,
                        reader,
                        config.http().maxBodyBytes(),
                        Runtime.getRuntime().maxMemory() / PHOTO_MEMORY);
    }

    private int say(BenchReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BenchText.lines(report).forEach(out::println);
        if (json != null) {
            BenchJson.write(report, json);
            out.println("wrote " + json);
        }
        out.flush();
        return report.figures().wrong() == 0 ? 0 : 1;
    }
}
