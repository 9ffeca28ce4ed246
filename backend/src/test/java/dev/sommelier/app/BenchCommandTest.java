package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.LayoutFinder;
import dev.sommelier.model.RandomModel;
import dev.sommelier.train.DrawnFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// `bench` with a real model, server and engine, in windows too short for its figures to mean much.
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int rounds = 2;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @BeforeAll
    static void draw() throws IOException {
        DrawnFolder.draw(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/notes.txt"), "not a photo");
        RandomModel.publish(folder.resolve("random"));
    }

    @AfterEach
    void logAsBefore() {
        new LogConfig("plain", "info").apply();
    }

    @Test
    void measuresEachStageAndSetsTheApiAgainstItsLimits() throws IOException {
        int code = bench("--photos=" + folder.resolve("photos"), "--concurrency=1,4", "--json=" + json());
        assertThat(err.toString()).isEmpty();
        assertThat(code).as(out.toString()).isZero();
        assertThat(LoggerFactory.getLogger(LayoutFinder.class).isInfoEnabled())
                .as("the log says again what the table says")
                .isFalse();
        assertThat(out.toString())
                .contains(
                        "random 1 on onnxruntime in fp32, cpu",
                        "of 2 rounds with 0.20 s",
                        "Photos: 36",
                        "Files left out: 1",
                        "notes.txt: ")
                .containsPattern("(?m)^decode \\+ engine +\\d")
                .containsPattern(
                        "With [14] at once the API reaches \\d+ % .* of decode \\+ engine and \\d+ % .* of the engine\\.")
                .endsWith("wrote %s%n".formatted(json()));
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100 || line.contains(folder.toString()));

        JsonNode said = new ObjectMapper().readTree(Files.readString(json()));
        assertThat(said.at("/machine/processors").asInt()).isPositive();
        assertThat(said.at("/machine/libraries/djl").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(said.at("/model/precision").asText()).isEqualTo("fp32");
        assertThat(said.at("/photos/count").asInt()).isEqualTo(DrawnFolder.PHOTOS * DrawnFolder.LABELS.size());
        assertThat(said.at("/stages")).hasSize(6).allSatisfy(BenchCommandTest::assertSane);
        assertThat(said.at("/stages/0/p50_ms/median").asDouble()).isPositive();
        assertThat(said.at("/stages/1/p50_ms/median").isNull()).isTrue();
        assertThat(said.at("/stages/5/clients").asInt()).isEqualTo(4);
        assertThat(said.at("/stages/5/p50_ms/median").asDouble())
                .isLessThanOrEqualTo(said.at("/stages/5/p99_ms/median").asDouble());
        assertThat(said.at("/stages/5/client_cpu_ms_per_photo/median").asDouble())
                .isPositive();
        assertThat(said.at("/result/part_of_decode_and_engine/median").asDouble())
                .isBetween(0.05, 3.0);
    }

    private static void assertSane(JsonNode stage) {
        JsonNode speed = stage.get("photos_per_second");
        assertThat(speed.get("rounds")).hasSize(2);
        assertThat(speed.get("low").asDouble()).isPositive();
        assertThat(speed.get("median").asDouble())
                .isBetween(speed.get("low").asDouble(), speed.get("high").asDouble());
        assertThat(stage.at("/cpu_ms_per_photo/median").asDouble()).isPositive();
        assertThat(stage.path("wrong")).isEmpty();
    }

    @Test
    void endsWithOneAndSaysWhatWasWrongIfTheApiRefuses() {
        rounds = 1;
        int code = bench("--photos=" + folder.resolve("photos"), "--concurrency=8", "serve.capacity=1");
        assertThat(out.toString())
                .contains("of 1 round with 0.20 s")
                .contains("Wrong answers, those of the warm-up too:")
                .containsPattern("API, 8 at once: \\d+ × 503 .*: All 1 places are taken");
        assertThat(code).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --seconds=0           | --seconds: need 0.1 to 600, got 0.0
                    --rounds=0            | --rounds: need 1 to 100, got 0
                    --concurrency=1,many  | --concurrency: need numbers of 1 to 1000, separated by commas, such as 1,8,32; got '1,many'
                    --concurrency=0       | --concurrency: need numbers of 1 to 1000, separated by commas, such as 1,8,32; got [0]
                    --concurrency=8,8     | --concurrency: each number is measured once; got [8, 8]
                    --json=none/here.json | --json none/here.json: cannot be written. Name a file in a folder that is there.
                    --photos=none         | none is not a folder. Give one that holds photos.
                    serve.max-btch=4      | serve.max-btch is not a setting. Did you mean serve.max-batch?
                    """)
    void refusesWhatCannotBeMeasured(String argument, String words) {
        assertThat(run(List.of("bench", argument, "serve.model=" + folder.resolve("random"))))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("sommelier: %s%n".formatted(words));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void measuresNoKeptAnswersAndNoLimitOfAClient() {
        Settings asked = Settings.resolve(
                folder,
                Map.of(),
                List.of(
                        "serve.cache.max-bytes=100 MiB",
                        "serve.http.max-requests-per-client=1",
                        "serve.drain-delay=5s",
                        "serve.http.port=9000"));
        ServiceConfig measured = ServiceConfig.of(BenchCommand.alone(asked));
        assertThat(measured.answers()).isZero();
        assertThat(measured.http().load().maxRequestsPerClient()).isZero();
        assertThat(measured.http().port()).isZero();
        assertThat(measured.drainDelay()).isZero();
    }

    @Test
    void drawsPhotosOfTheSizesAndFormatsThatPeopleSend() {
        PhotoReader reader = new PhotoReader(Preprocessing.imagenet(), 64_000_000);
        List<byte[]> files = DrawnPhotos.files();
        Map<String, Long> formats = files.stream()
                .map(file -> reader.header(file).format().title())
                .collect(Collectors.groupingBy(title -> title, Collectors.counting()));
        assertThat(formats).containsEntry("JPEG", 32L).containsEntry("PNG", 4L).containsEntry("WebP", 4L);
        assertThat(files.stream().mapToInt(file -> file.length).average().orElseThrow())
                .isBetween(80_000.0, 250_000.0);
    }

    private static Path json() {
        return folder.resolve("bench.json");
    }

    private int bench(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "bench",
                "--seconds=0.2",
                "--rounds=" + rounds,
                "serve.model=" + folder.resolve("random"),
                "inference.cache=" + folder.resolve("cache"),
                "inference.calibrate=false",
                "inference.device=cpu"));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                arguments.toArray(String[]::new));
    }
}
