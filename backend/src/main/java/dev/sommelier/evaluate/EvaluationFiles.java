package dev.sommelier.evaluate;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where a report is written: `evaluation.html` for people, `evaluation.json` for programs.
///
/// @param folder is made where it is not there; an earlier report in it is replaced
public record EvaluationFiles(Path folder) {

    /// Makes the folder and tries to write to it: better refused now than after hours of asking.
    ///
    /// @throws Failure.CannotStart if nothing can be written there
    public static EvaluationFiles in(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Failure.CannotStart("--out: %s is a file. Choose a folder.".formatted(folder));
        }
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(folder), ".evaluation", ".part"));
        } catch (IOException e) {
            throw refused(folder, e);
        }
        return new EvaluationFiles(folder);
    }

    /// Each file is replaced at once or not at all.
    ///
    /// @throws Failure.CannotStart if one cannot be written
    public void write(Report report) {
        try {
            write(data(), EvaluationJson.of(report));
            write(page(), EvaluationPage.of(report));
        } catch (IOException e) {
            throw refused(folder, e);
        }
    }

    public Path page() {
        return folder.resolve("evaluation.html");
    }

    public Path data() {
        return folder.resolve("evaluation.json");
    }

    private static void write(Path file, String text) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.writeString(aside, text);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Failure refused(Path folder, IOException e) {
        return new Failure.CannotStart(
                "--out: nothing can be written to %s (%s). Choose another folder.".formatted(folder, e));
    }
}
