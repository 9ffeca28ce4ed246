package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evaluate` with a real model, on the real engine.
class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @BeforeAll
    static void draw() throws IOException {
        for (String label : RandomModel.LABELS) {
            Path photos = Files.createDirectories(folder.resolve("photos").resolve(label));
            Files.write(photos.resolve("1.jpg"), DrawnPhoto.tiles(0.1f, 80, label.length()));
        }
        Path ale = Files.createDirectories(folder.resolve("other/ale"));
        Files.write(ale.resolve("1.jpg"), DrawnPhoto.tiles(0.1f, 80, 1));
        Files.write(Files.createDirectories(folder.resolve("other/rum")).resolve("1.jpg"), new byte[1]);
        RandomModel.publish(folder.resolve("random"));
    }

    @Test
    void writesAPageAndJsonAndSaysTheSame() throws IOException {
        int code = evaluate(
                "--model=" + folder.resolve("random"),
                "--data=" + folder.resolve("photos"),
                "--against=" + folder.resolve("random/1"),
                "--out=" + folder.resolve("report"),
                "--robustness=off",
                "inference.cache=" + folder.resolve("cache"));
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("random 1")
                .contains("3 photos of photos", "Against another model", "wrote " + folder.resolve("report"));
        assertThat(folder.resolve("report/evaluation.json")).content().contains("\"mcnemar_p\" : 1.0");
        assertThat(folder.resolve("report/evaluation.html")).content().contains("Evaluation of random 1", "<svg");
        assertThat(Files.readString(folder.resolve("report/evaluation.html"))).doesNotContain("robustness");
    }

    @Test
    void saysThatThereIsNoSuchModel() {
        assertRefused("nothing", "photos", "nothing: holds no model");
    }

    @Test
    void saysThatTheModelKnowsOtherClasses() {
        assertRefused(
                "random", "other", "other has the classes [ale, rum], and the model knows [beer, whiskey, wine].");
    }

    @Test
    void saysThatTheReportCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        assertThat(evaluate(
                        "--model=" + folder.resolve("random"),
                        "--data=" + folder.resolve("photos"),
                        "--robustness=off",
                        "--out=" + folder.resolve("file/report"),
                        "inference.cache=" + folder.resolve("cache")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--out: ", "cannot be made").hasLineCount(1);
    }

    @Test
    void wantsAFolderOfPhotosAndOnOrOff() {
        assertThat(evaluate()).isEqualTo(2);
        assertThat(err.toString()).contains("--data");
        assertThat(evaluate("--data=photos", "--photos=maybe")).isEqualTo(2);
        assertThat(err.toString()).contains("'maybe' is neither on nor off");
    }

    private void assertRefused(String model, String data, String words) {
        assertThat(evaluate("--model=" + folder.resolve(model), "--data=" + folder.resolve(data)))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("sommelier: ").contains(words).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    private int evaluate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), all);
    }
}
