package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

    @TempDir
    Path folder = Path.of("");

    private final AtomicInteger read = new AtomicInteger();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(file(), "red");
    }

    @Test
    void readsAgainWhatChangedAndNothingElse() throws IOException {
        FileWatch watch = new FileWatch(List.of(folder.resolve("other"), file()));
        assertThat(looks(watch)).isZero();
        Files.writeString(file(), "white");
        assertThat(looks(watch)).as("another size").isEqualTo(1);
        assertThat(looks(watch)).as("nothing new").isEqualTo(1);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000_000));
        assertThat(looks(watch)).as("another time").isEqualTo(2);
        Path next = Files.writeString(folder.resolve("next"), "green");
        Files.setLastModifiedTime(next, FileTime.fromMillis(1_000_000));
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
        assertThat(looks(watch)).as("another file of the same size and time").isEqualTo(3);
        Files.delete(file());
        assertThat(looks(watch)).as("gone").isEqualTo(4);
    }

    @Test
    void goesOnAfterABadVersion() throws IOException {
        FileWatch watch = new FileWatch(List.of(file()));
        Files.writeString(file(), "rosé");
        watch.look(() -> {
            throw new Failure.BadConfig("keys: line 1: no");
        });
        Files.writeString(file(), "orange wine");
        assertThat(looks(watch)).isEqualTo(1);
    }

    private int looks(FileWatch watch) {
        watch.look(read::incrementAndGet);
        return read.get();
    }

    private Path file() {
        return folder.resolve("file");
    }
}
