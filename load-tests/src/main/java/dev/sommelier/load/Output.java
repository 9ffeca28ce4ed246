package dev.sommelier.load;

import dev.sommelier.load.result.Sample;
import dev.sommelier.load.result.Verdict;
import dev.sommelier.load.result.VerdictJson;
import dev.sommelier.load.result.VerdictText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a verdict is kept: `verdict.txt` for people, `verdict.json` for programs, and every request in `requests.csv`.
record Output(Path folder) {

    /// The folder that `-Dload.output` names.
    static Optional<Output> fromProperty() {
        return Optional.ofNullable(System.getProperty("load.output"))
                .map(Path::of)
                .map(Output::new);
    }

    void write(Verdict verdict, List<Sample> samples) {
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("requests.csv"),
                    Stream.concat(
                                    Stream.of("seconds,kind,outcome,ms"),
                                    samples.stream().map(Output::line))
                            .toList());
            Files.writeString(folder.resolve("verdict.txt"), VerdictText.of(verdict));
            // The last one: whoever finds it finds the others, too.
            Files.writeString(folder.resolve("verdict.json"), VerdictJson.of(verdict));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Sample sample) {
        return "%.3f,%s,%s,%.1f"
                .formatted(
                        sample.at(),
                        sample.kind().name().toLowerCase(Locale.ROOT),
                        sample.outcome().text(),
                        sample.millis());
    }
}
