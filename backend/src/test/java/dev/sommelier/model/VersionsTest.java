package dev.sommelier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
    @TempDir
    Path folder = Path.of("");

    private Versions versions = new Versions(folder);

    @BeforeEach
    void lookIntoTheFolder() {
        versions = new Versions(folder.resolve("drinks"));
    }

    @Test
    void refusesANewestVersionThatStatesAnotherNumber() throws IOException {
        publish();
        Files.move(versions.folder().resolve("1"), versions.folder().resolve("2"));
        assertThatThrownBy(() -> Versions.open(versions.folder()))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageContaining("states version 1, and lies in folder 2");
    }

    @Test
    void firstVersionIsOneAndEachNextOneMore() throws IOException {
        assertThat(publish().card().version()).isEqualTo("1");
        assertThat(publish().card().version()).isEqualTo("2");
        assertThat(versions.numbers()).containsExactly(1, 2);
        assertThat(versions.folder()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void theNewestIsTheLargestNumberAndNotTheLastInTheAlphabet() throws IOException {
        Drinks.write(versions.folder().resolve("9"), 9);
        Drinks.write(versions.folder().resolve("10"), 10);
        assertThat(Versions.open(versions.folder()).card().version()).isEqualTo("10");
        assertThat(publish().card().version()).isEqualTo("11");
    }

    @Test
    void opensABundleThatIsNamedItself() throws IOException {
        publish();
        publish();
        Path first = versions.folder().resolve("1");
        assertThat(Versions.open(first).folder()).isEqualTo(first);
    }

    @Test
    void whatIsNoNumberedFolderIsNoVersion() throws IOException {
        for (String name : List.of(".publishing-1", "draft", "0", "03", "4a", "-5", "1234567890")) {
            Files.createDirectories(versions.folder().resolve(name));
        }
        Files.writeString(versions.folder().resolve("7"), "a file");
        assertThat(versions.numbers()).isEmpty();
        assertThat(publish().card().version()).isEqualTo("1");
    }

    @Test
    void neverTakesAPlaceThatIsTaken() throws IOException {
        Files.writeString(Files.createDirectories(versions.folder()).resolve("1"), "a file");
        assertThat(publish().card().version()).isEqualTo("2");
        assertThat(versions.folder().resolve("1")).hasContent("a file");
    }

    @Test
    void saysWhereNoModelIs() {
        assertThatThrownBy(() -> Versions.open(versions.folder()))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessage("%s: holds no model: neither model.json nor numbered versions", versions.folder());
    }

    @Test
    void doesNotFallBackToAnOlderVersionInSilence() throws IOException {
        publish();
        Files.createDirectory(versions.folder().resolve("2"));
        assertThatThrownBy(() -> Versions.open(versions.folder()))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageContaining("model.json: is missing");
    }

    @Test
    void leavesNothingBehindWhenTheWeightsDoNotFit() throws IOException {
        Map<String, byte[]> files = Drinks.files(Drinks.fresh(3));
        assertThatThrownBy(() -> versions.publish(Drinks::card, files)).isInstanceOf(Failure.BadBundle.class);
        assertThat(versions.folder()).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindWhenWritingFails() {
        Map<String, byte[]> files = Map.of("no-such-folder/file", new byte[1]);
        assertThatThrownBy(() -> versions.publish(Drinks::card, files)).isInstanceOf(IOException.class);
        assertThat(versions.folder()).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindWhenThereIsNoCard() {
        assertThatThrownBy(() -> versions.publish(
                        version -> {
                            throw new IllegalStateException("no card");
                        },
                        Drinks.files()))
                .hasMessage("no card");
        assertThat(versions.folder()).isEmptyDirectory();
    }

    @Test
    void whoReadsMeanwhileSeesAllOfAVersionOrNothing() throws Exception {
        publish();
        try (ExecutorService publisher = Executors.newSingleThreadExecutor()) {
            Future<List<Bundle>> published = publisher.submit(() -> List.of(publish(), publish(), publish()));
            while (!published.isDone()) {
                assertThat(Versions.open(versions.folder()).card().name()).isEqualTo("drinks");
            }
            assertThat(published.get()).hasSize(3);
        }
    }

    @Test
    void publishersAtTheSameTimeGetAVersionEach() throws Exception {
        int publishers = 3;
        CountDownLatch allChoseTheirNumber = new CountDownLatch(publishers);
        Callable<Bundle> publisher = () -> versions.publish(
                version -> {
                    allChoseTheirNumber.countDown();
                    await(allChoseTheirNumber);
                    return Drinks.card(version);
                },
                Drinks.files());
        try (ExecutorService threads = Executors.newFixedThreadPool(publishers)) {
            List<Future<Bundle>> published = threads.invokeAll(
                    IntStream.range(0, publishers).mapToObj(_ -> publisher).toList());
            assertThat(published.stream().map(Future::resultNow))
                    .allMatch(bundle -> bundle.folder().endsWith(bundle.card().version()));
        }
        assertThat(versions.numbers()).containsExactly(1, 2, 3);
        try (Stream<Path> all = Files.list(versions.folder())) {
            assertThat(all).hasSize(publishers);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Bundle publish() throws IOException {
        return versions.publish(Drinks::card, Drinks.files());
    }
}
