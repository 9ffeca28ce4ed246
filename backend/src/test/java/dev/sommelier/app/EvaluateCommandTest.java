package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.dataset.SplitManifest;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
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
        String seen = "Warm colours|Point at|Bars|bars|the line|Small letters";
        assertThat(out.toString()).as("the terminal has no pictures").doesNotContainPattern(seen);
        assertThat(folder.resolve("report/evaluation.html")).content().contains("Warm colours", "Bars");
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
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertCannotWrite(file.resolve("report"), "--out: nothing can be written to " + folder.resolve("file/report"));
        assertCannotWrite(file, "--out: %s is a file. Choose a folder.".formatted(file));
    }

    private int evaluateInto(Path report) {
        return evaluate(
                "--model=" + folder.resolve("random"),
                "--data=" + folder.resolve("photos"),
                "--robustness=off",
                "--out=" + report,
                "inference.cache=" + folder.resolve("cache"));
    }

    private void assertCannotWrite(Path report, String sentence) {
        err.getBuffer().setLength(0);
        assertThat(evaluateInto(report)).isEqualTo(1);
        assertThat(err.toString()).contains(sentence).hasLineCount(1);
        assertThat(out.toString()).as("it is said before anything is asked").isEmpty();
    }

    /// A report that was there stays until the new one is whole.
    @Test
    void saysTheFiguresAlsoIfAFileCannotBeReplaced() throws IOException {
        Path report = folder.resolve("taken");
        Files.createDirectories(report.resolve("evaluation.html/in the way"));
        assertThat(evaluateInto(report)).isEqualTo(1);
        assertThat(out.toString()).startsWith("random 1").doesNotContain("wrote");
        assertThat(err.toString())
                .contains("--out: nothing can be written to " + report)
                .hasLineCount(1);
        assertThat(report).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void asksOnlyAboutTheSideOfTheSplitThatIsWanted() throws IOException {
        Path file = split();
        for (String side : List.of("training", "validation", "test")) {
            out.getBuffer().setLength(0);
            Path report = folder.resolve("report-" + side);
            List<String> arguments = new ArrayList<>(List.of(
                    "--model=" + folder.resolve("random"),
                    "--data=" + folder.resolve("shared"),
                    "--split=" + file,
                    "--robustness=off",
                    "--photos=off",
                    "--out=" + report,
                    "inference.cache=" + folder.resolve("cache")));
            if (!side.equals("test")) {
                arguments.add("--side=" + side);
            }
            assertThat(evaluate(arguments.toArray(String[]::new)))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("%d photos of shared".formatted(side.equals("training") ? 9 : 3));
        }
        assertThat(evaluate("--model=" + folder.resolve("random"), "--data=" + folder, "--split=" + file, "--side=x"))
                .isEqualTo(1);
    }

    /// Five photos of each class, of which one is for validation and one for the test.
    private static Path split() throws IOException {
        Path root = folder.resolve("shared");
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 5 * RandomModel.LABELS.size(); i++) {
            int label = i % RandomModel.LABELS.size();
            byte[] photo = DrawnPhoto.tiles(label / 3f, 80, i);
            Path ofClass = Files.createDirectories(root.resolve(RandomModel.LABELS.get(label)));
            Path file = Files.write(ofClass.resolve(i + ".jpg"), photo);
            samples.add(new Sample(
                    new LabelledPhoto(file, label), DigestUtils.sha256Hex(photo), 0x0F0F_1234_5678_9ABCL * (i + 1)));
        }
        Path file = folder.resolve("split.json");
        SplitManifest.of(root, RandomModel.LABELS, Split.of(samples, RandomModel.LABELS, 0.2, 1), 0.2, 1)
                .write(file);
        return file;
    }

    @Test
    void refusesASideOfNoSplit() {
        assertThat(evaluate(
                        "--model=" + folder.resolve("random"), "--data=" + folder.resolve("photos"), "--side=training"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--side: ", "Add --split FILE").hasLineCount(1);
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
