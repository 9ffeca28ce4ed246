package dev.sommelier.app;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.SplitManifest;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.EvaluationFiles;
import dev.sommelier.evaluate.EvaluationText;
import dev.sommelier.evaluate.Examination;
import dev.sommelier.evaluate.ModelPhotos;
import dev.sommelier.evaluate.Report;
import dev.sommelier.evaluate.Rival;
import dev.sommelier.failure.Failure;
import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.PrecisionConfig;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Judges a model by photos of known class.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Judge a model by photos of known class, on the terminal, as JSON and as a page.",
        footer = {"", "Example:", "  ./sommelier evaluate --model models/drinks --data photos --out report"})
final class EvaluateCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", paramLabel = "PATH", description = "Bundle, or folder of versions; else serve.model.")
    private @Nullable Path model;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "Holds a folder of photos for each class.")
    private Path data = Path.of("");

    @Option(names = "--against", paramLabel = "PATH", description = "Another model to compare with.")
    private @Nullable Path against;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "evaluation",
            description = "Takes evaluation.json and evaluation.html; default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(
            names = "--photos",
            paramLabel = "on|off",
            defaultValue = "on",
            converter = OnOff.Converter.class,
            description = "Whether the page shows the worst mistakes' photos.")
    private OnOff photos = OnOff.ON;

    @Option(
            names = "--robustness",
            paramLabel = "on|off",
            defaultValue = "on",
            converter = OnOff.Converter.class,
            description = "Whether to ask about worsened photos too, which takes about 20 times as long.")
    private OnOff robustness = OnOff.ON;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description = "split.json of a training run: asks only about the photos of one side of it.")
    private @Nullable Path split;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            description = "With --split: training, validation or test; default: test.")
    private @Nullable String side;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() throws IOException {
        Settings resolved = settings.resolve();
        Bundle bundle = Versions.open(model == null ? resolved.path("serve.model") : model);
        ModelPhotos material =
                ModelPhotos.of(name(data), PhotoFolder.read(data), bundle.card().labels(), counted());
        EvaluationFiles files = EvaluationFiles.in(out);
        Termination termination = new Termination();
        try {
            Report report = report(resolved, bundle, material, termination);
            // Whatever befalls the files, what took hours is said.
            spec.commandLine().getOut().println(EvaluationText.of(report));
            files.write(report);
            spec.commandLine().getOut().println("wrote " + files.page());
            return 0;
        } catch (CancellationException e) {
            spec.commandLine().getErr().println("sommelier: stopped, and nothing was written");
            return termination.exitCode();
        }
    }

    private Predicate<LabelledPhoto> counted() {
        if (split == null && side != null) {
            throw new Failure.BadConfig("--side: needs the split that it is a side of. Add --split FILE.");
        }
        if (split == null) {
            return photo -> true;
        }
        String name = side == null ? SplitManifest.Side.TEST.toString() : side;
        SplitManifest.Side wanted = Stream.of(SplitManifest.Side.values())
                .filter(known -> known.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Failure.BadConfig("--side: '%s' is none of training, validation, test".formatted(name)));
        return SplitManifest.read(split).side(wanted);
    }

    private Report report(Settings resolved, Bundle bundle, ModelPhotos material, Termination termination)
            throws IOException {
        try (Rivals rivals = new Rivals();
                Evaluation evaluation = open(bundle, resolved, PrecisionConfig.FP32)) {
            if (bundle.card().int8().isPresent() && evaluation.onnxRuntimeOnCpu()) {
                rivals.add("int8", "In 8-bit whole numbers", bundle, open(bundle, resolved, PrecisionConfig.INT8));
            }
            if (against != null) {
                Bundle other = Versions.open(against);
                rivals.add("against", "Against another model", other, open(other, resolved, PrecisionConfig.FP32));
            }
            return examine(bundle, evaluation, material, rivals.all(), termination);
        }
    }

    private Report examine(
            Bundle bundle, Evaluation evaluation, ModelPhotos material, List<Rival> rivals, Termination termination)
            throws IOException {
        Examination.Options options = new Examination.Options(photos == OnOff.ON, robustness == OnOff.ON);
        try (StepBar bar = new StepBar("evaluating", termination)) {
            Examination examination = new Examination(bundle, evaluation, material, rivals, options, bar);
            bar.expect(examination.steps());
            return examination.report();
        }
    }

    private static Evaluation open(Bundle bundle, Settings settings, String precision) {
        // Each core asks about a photo of its own, so a pass takes one thread.
        EngineConfig engine = new EngineConfig(
                settings.text("inference.engine"),
                settings.text("inference.device"),
                1,
                new PrecisionConfig(precision, -1),
                ServiceConfig.cache(settings));
        return Evaluation.open(bundle, engine, settings.whole("serve.max-pixels"));
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }
}
