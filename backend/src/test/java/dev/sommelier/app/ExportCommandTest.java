package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @BeforeAll
    static void publish() throws IOException {
        RandomModel.publish(folder.resolve("random"));
    }

    @Test
    void writesAFileThatOnnxRuntimeRuns() throws OrtException {
        Path file = folder.resolve("mine.onnx");
        assertThat(export("--out=" + file)).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("wrote " + file).contains("input: N x 3 x");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString())) {
            String input = session.getInputNames().iterator().next();
            long[] shape = shape(session, input);
            FloatBuffer photo = FloatBuffer.allocate((int) (3 * shape[2] * shape[3]));
            try (OnnxTensor tensor =
                            OnnxTensor.createTensor(environment, photo, new long[] {1, 3, shape[2], shape[3]});
                    OrtSession.Result result = session.run(Map.of(input, tensor))) {
                assertThat(((float[][]) result.get(0).getValue())[0]).hasSize(RandomModel.LABELS.size());
            }
        }
    }

    @Test
    void namesTheFileByModelVersionAndFormatInAFolder() throws IOException {
        Path target = Files.createDirectories(folder.resolve("exports"));
        assertThat(export("--format=torchscript", "--out=" + target))
                .as(err.toString())
                .isZero();
        assertThat(target).isDirectoryContaining("glob:**/random-1.pt");
        assertThat(target).as("nothing else is left").isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void saysWhichFormatsThereAreAndWhyOneIsNot() {
        assertThat(export("--format=tflite")).isEqualTo(2);
        assertThat(err.toString()).contains("--format", "'tflite' is none of onnx, torchscript, int8");
        assertThat(export("--format=int8")).isEqualTo(1);
        assertThat(err.toString()).contains("--format", "its card states no ranges");
    }

    @Test
    void namesAPlaceThatCannotBeWritten() {
        assertThat(export("--out=" + folder.resolve("nowhere/mine.onnx"))).isEqualTo(1);
        assertThat(err.toString()).contains("--out: ", "nowhere", "Choose another place");
    }

    private static long[] shape(OrtSession session, String input) throws OrtException {
        return ((TensorInfo) Objects.requireNonNull(session.getInputInfo().get(input))
                        .getInfo())
                .getShape();
    }

    private int export(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "export";
        all[1] = "--model=" + folder.resolve("random");
        all[2] = "inference.cache=" + folder.resolve("cache");
        System.arraycopy(options, 0, all, 3, options.length);
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), all);
    }
}
