package dev.sommelier.track;

import static dev.sommelier.track.Recorded.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void readsBackWhatWasTold() throws IOException {
        Recorded recorded = new Recorded(temporary.resolve("deep/runs"));
        Map<String, Object> config = Map.of("train.epochs", 3, "track.mlflow.token", "s3cret", "model.name", "pets");
        Run run = recorded.tracking().create("pets", config, Recorded.HERE, Map.of("sweep", "a"));
        run.step(1, 1, Map.of("loss", 0.5, "rate", 1e-5));
        run.step(2, 1, loss(Double.NaN));
        run.epoch(1, Map.of("validation_accuracy", 0.75));
        run.summary(Map.of("validation_accuracy", 0.8));
        run.summary(Map.of("test_accuracy", 0.7));
        run.artefact("evaluation.html", new byte[] {1, 2});
        run.finish();

        StoredRun read = recorded.read(run);
        assertThat(read.id())
                .isEqualTo("20261101-101112-pets")
                .isEqualTo(run.folder().getFileName().toString());
        assertThat(read.state()).isEqualTo(RunState.FINISHED);
        assertThat(read.card()).isEqualTo(run.card());
        assertThat(read.card().ended()).contains(Recorded.TEN);
        assertThat(read.card().summary())
                .containsExactlyInAnyOrderEntriesOf(Map.of("validation_accuracy", 0.8, "test_accuracy", 0.7));
        assertThat(read.card().tags()).containsEntry("sweep", "a");
        assertThat(read.config())
                .containsEntry("train.epochs", "3")
                .containsEntry("track.mlflow.token", Secrets.HIDDEN);
        assertThat(read.environment().path("libraries").path("djl").asText()).isEqualTo("0.35.1");
        assertThat(read.environment().path("java").asText())
                .isEqualTo(Runtime.version().toString());
        assertThat(read.steps())
                .extracting(MetricLine::metrics)
                .containsExactly(Map.of("loss", 0.5, "rate", 1e-5), loss(Double.NaN));
        assertThat(read.epochs())
                .singleElement()
                .satisfies(line -> assertThat(line.epoch()).isEqualTo(1));
        assertThat(run.artefacts().resolve("evaluation.html")).hasBinaryContent(new byte[] {1, 2});
        assertThat(recorded.warnings()).isEmpty();
        try (Stream<Path> all = Files.walk(recorded.folder())) {
            assertThat(all.filter(Files::isRegularFile)).noneMatch(file -> contains(file, "s3cret"));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasEachLineOnDiskAsSoonAsItIsTold() {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.run("pets");
        run.step(1, 1, loss(1));
        assertThat(recorded.read(run).steps()).hasSize(1);
        assertThat(recorded.read(run).state()).isEqualTo(RunState.RUNNING);
        run.fail("The loss is NaN.");
        assertThat(recorded.read(run).card().reason()).contains("The loss is NaN.");
        run.step(2, 1, loss(1));
        run.finish();
        assertThat(recorded.read(run).state()).isEqualTo(RunState.FAILED);
        assertThat(recorded.read(run).steps()).hasSize(1);
    }

    @Test
    void isKeptWholeByAThreadThatWasInterrupted() {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.run("pets");
        Thread.currentThread().interrupt();
        run.step(1, 1, loss(1));
        run.epoch(1, loss(1));
        run.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(recorded.read(run).state()).isEqualTo(RunState.STOPPED);
        assertThat(recorded.read(run).epochs()).hasSize(1);
        assertThat(recorded.warnings()).isEmpty();
    }

    @Test
    void hasFailedIfNobodySaysHowItEnded() {
        Recorded recorded = new Recorded(temporary);
        try (Run run = recorded.run("pets")) {
            run.step(1, 1, loss(1));
        }
        assertThat(recorded.runs().list().runs()).extracting(StoredRun::state).containsExactly(RunState.FAILED);
    }

    @Test
    void passesOverALineThatWasCutOffAndOneOfRubbish() throws IOException {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.run("pets");
        run.step(1, 1, loss(1));
        Path metrics = run.folder().resolve("metrics.jsonl");
        Files.write(
                metrics,
                new byte[] {0, 0, '\n', '[', ']', '\n', '{', '"', 'e', '"', ':', '1', '}', '\n'},
                StandardOpenOption.APPEND);
        Files.writeString(
                metrics, "{\"step\":2,\"epoch\":1,\"time\":\"2026-11-01T10:11:12Z\",\"lo", StandardOpenOption.APPEND);
        assertThat(recorded.read(run).steps()).extracting(MetricLine::step).containsExactly(OptionalLong.of(1));
        run.stop();

        Run again = recorded.tracking().resume(run.folder(), 1);
        again.step(2, 2, loss(2));
        again.finish();
        assertThat(recorded.read(again).steps()).hasSize(2);
    }

    @Test
    void cutsOffWhatCameAfterTheEpochThatItGoesOnFrom() {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.run("pets");
        for (int epoch = 1; epoch <= 3; epoch++) {
            run.step(2L * epoch - 1, epoch, loss(epoch));
            run.step(2L * epoch, epoch, loss(epoch));
            run.epoch(epoch, loss(10 * epoch));
        }
        run.summary(loss(30));
        run.stop();

        Run again = recorded.tracking().resume(run.folder(), 2);
        assertThat(again.card().latest()).isEqualTo(loss(20));
        assertThat(again.card().summary()).isEmpty();
        again.step(5, 3, loss(0));
        again.epoch(3, loss(1));
        again.finish();

        StoredRun read = recorded.read(again);
        assertThat(read.steps().stream().map(line -> line.step().orElseThrow())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(read.epochs()).extracting(MetricLine::metrics).containsExactly(loss(10), loss(20), loss(1));
        assertThat(read.state()).isEqualTo(RunState.FINISHED);
        assertThat(read.card().sessions())
                .extracting(RunCard.Session::fromEpoch)
                .containsExactly(0, 2);
    }

    @Test
    void doesNotResumeARunThatRuns() {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.run("pets");
        assertThatThrownBy(() -> recorded.tracking().resume(run.folder(), 0))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("still running");
        run.close();
    }

    @Test
    void givesRunsOfTheSameSecondDifferentFolders() throws Exception {
        Recorded recorded = new Recorded(temporary);
        Set<Path> folders = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Run>> runs = IntStream.range(0, 12)
                    .mapToObj(_ -> threads.submit(() -> recorded.run("pets")))
                    .toList();
            for (Future<Run> run : runs) {
                folders.add(run.get().folder());
                run.get().finish();
            }
        }
        assertThat(folders)
                .hasSize(12)
                .contains(temporary.resolve("20261101-101112-pets"), temporary.resolve("20261101-101112-pets-12"));
        assertThat(recorded.runs().list().runs())
                .allSatisfy(run -> assertThat(run.id())
                        .isEqualTo(run.folder().getFileName().toString()));
        assertThat(recorded.runs().list().damaged()).isEmpty();
    }

    @Test
    void namesTheKeyIfTheFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> new Recorded(file.resolve("runs")).run("pets"))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("track.folder=");
        assertThatThrownBy(() -> new Recorded(temporary).run("../escape")).isInstanceOf(Failure.BadConfig.class);
    }

    @Test
    void goesOnWithOneWarningIfTheDiskIsFull() throws IOException {
        Recorded recorded = new Recorded(temporary);
        RunFolder folder = new RunFolder(Files.createDirectories(temporary.resolve("full")));
        Files.createDirectory(folder.artefacts());
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        Files.createSymbolicLink(folder.metrics(), full);
        RunCard card = RunCard.begun("full", "full", Recorded.TEN, Map.of());
        Run run = new Run(
                folder,
                RunLock.take(folder.lock()).orElseThrow(),
                card,
                Duration.ZERO,
                Clock.systemUTC(),
                new Warning(recorded.warnings()::add));
        for (int step = 1; step <= 50; step++) {
            run.step(step, 1, loss(1));
        }
        run.epoch(1, loss(1));
        run.finish();
        assertThat(recorded.warnings())
                .singleElement()
                .asString()
                .contains("track.folder", folder.path().toString(), "space");
        assertThat(StoredRun.open(folder.path()).state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void goesOnWithOneWarningIfTheFolderVanishes() throws IOException {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.run("pets");
        run.step(1, 1, loss(1));
        delete(run.folder());
        run.step(2, 1, loss(1));
        run.epoch(1, loss(1));
        run.artefact("a.txt", new byte[1]);
        run.summary(loss(1));
        run.finish();
        assertThat(recorded.warnings()).singleElement().asString().contains("the folder is gone");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void keepsWhatTheRunCostsTheMachine() throws Exception {
        Recorded recorded = new Recorded(temporary);
        Run run = recorded.tracking(Duration.ofMillis(20)).create("pets", Map.of(), Recorded.HERE, Map.of());
        long end = System.nanoTime() + 10_000_000_000L;
        while (recorded.read(run).system().size() < 3 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        run.finish();
        List<JsonNode> lines = recorded.read(run).system();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(3).allSatisfy(line -> {
            assertThat(line.path("heap_bytes").asLong()).isPositive();
            assertThat(line.path("cpu_machine").asDouble()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void readsGpusWhereThereIsAProgramThatKnowsThem() throws Exception {
        Path program = Files.writeString(temporary.resolve("smi"), "#!/bin/sh\nprintf '35, 1024\\n0, 3\\n'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(new Gpus(program.toString()).read())
                .containsExactly(new Gpus.Gpu(0.35, 1L << 30), new Gpus.Gpu(0, 3 << 20));
        assertThat(new Gpus("no-such-program").read()).isEmpty();
        Files.writeString(program, "#!/bin/sh\necho '[N/A], [N/A]'\n");
        assertThat(new Gpus(program.toString()).read()).isEmpty();
    }

    @Test
    void refusesNamesThatWouldBreakTheFiles() {
        Recorded recorded = new Recorded(temporary);
        try (Run run = recorded.run("pets")) {
            for (String name : List.of("step", "epoch", "time", "", "a b", "ü\n")) {
                assertThatThrownBy(() -> run.step(1, 1, Map.of(name, 1.0)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            for (String name : List.of("../a", "a/b", "", ".hidden")) {
                assertThatThrownBy(() -> run.artefact(name, new byte[0])).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}
