package dev.sommelier.predict;

import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.RandomModel;
import dev.sommelier.model.Versions;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Versions that are published once and put into a folder as a test wants them: 1 and 2 answer differently, 3
/// answers NaN, and 4 is as 1 with other labels.
public record PublishedVersions(Path folder) {
    public static final List<String> OTHER_LABELS = List.of("cat", "dog", "owl");

    public static PublishedVersions in(Path folder) throws IOException {
        Weights first = RandomModel.weights(7);
        RandomModel.publish(folder, first);
        RandomModel.publish(folder, RandomModel.weights(8));
        RandomModel.publish(folder, RandomModel.diverged());
        new Versions(folder)
                .publish(
                        version -> relabelled(RandomModel.card(version, 64)),
                        Map.of(Bundle.WEIGHTS, Safetensors.write(first)));
        return new PublishedVersions(folder);
    }

    private static ModelCard relabelled(ModelCard card) {
        return new ModelCard(
                card.schema(),
                card.name(),
                card.version(),
                OTHER_LABELS,
                card.architecture(),
                card.preprocessing(),
                card.calibration(),
                card.familiarity(),
                card.int8(),
                Map.of("test", Map.of("accuracy", 0.9, "recall", Map.of("cat", 1))),
                Map.of("created", "2026-11-20T06:49:55Z"),
                card.sha256());
    }

    /// Puts a version into a folder in one move, as publication does. Its files are links: replace one, never
    /// write into it.
    public void put(int version, Path models) throws IOException {
        Path aside = Files.createDirectories(models.resolve(".aside-" + version));
        try (Stream<Path> files = Files.list(folder.resolve(Integer.toString(version)))) {
            for (Path file : files.toList()) {
                Files.createLink(aside.resolve(file.getFileName()), file);
            }
        }
        Files.move(aside, models.resolve(Integer.toString(version)), StandardCopyOption.ATOMIC_MOVE);
    }
}
