package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.ExportFormat;
import dev.sommelier.inference.Exports;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Writes a model as a file for other programs: the one that the engines run here themselves.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write a model as a file for other programs: ONNX, the same in 8-bit whole numbers, TorchScript.",
        footer = {"", "Example:", "  ./sommelier export --model models/drinks --format onnx --out drinks.onnx"})
final class ExportCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", paramLabel = "PATH", description = "Bundle, or folder of versions; else serve.model.")
    private @Nullable Path model;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "onnx",
            converter = Format.class,
            description = "onnx, torchscript or int8; default: ${DEFAULT-VALUE}.")
    private ExportFormat format = ExportFormat.ONNX;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "File, or folder that it is written to; a file that is there is replaced.")
    private Path out = Path.of("");

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    static final class Format implements ITypeConverter<ExportFormat> {
        @Override
        public ExportFormat convert(String name) {
            return ExportFormat.named(name)
                    .orElseThrow(() ->
                            new TypeConversionException("'%s' is none of %s".formatted(name, ExportFormat.names())));
        }
    }

    @Override
    public Integer call() {
        Settings resolved = settings.resolve();
        Bundle bundle = Versions.open(model == null ? resolved.path("serve.model") : model);
        if (!format.suits(bundle.card())) {
            throw new Failure.CannotStart(
                    "--format: %s cannot be had as int8, its card states no ranges for it. Choose another, or train it again."
                            .formatted(bundle.folder()));
        }
        Path target = Files.isDirectory(out) ? out.resolve(format.fileName(bundle.card())) : out;
        Path compiled = new Exports(ServiceConfig.cache(resolved)).file(bundle, format);
        spec.commandLine().getOut().printf("wrote %s (%,d bytes)%n", target, written(compiled, target));
        spec.commandLine().getOut().println(input(bundle.card().preprocessing()));
        return 0;
    }

    private static String input(Preprocessing input) {
        return "input: N x 3 x %d x %d floats, RGB in 0 to 1, less mean %s, by deviation %s; output: N x classes logits"
                .formatted(input.height(), input.width(), input.mean(), input.std());
    }

    /// Replaced at once or not at all.
    private static long written(Path compiled, Path target) {
        Path aside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try {
                Files.copy(compiled, aside, StandardCopyOption.REPLACE_EXISTING);
                Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
            return Files.size(target);
        } catch (IOException e) {
            throw new Failure.CannotStart(
                    "--out: %s cannot be written (%s). Choose another place.".formatted(target, e));
        }
    }
}
