package dev.sommelier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {
    private static final PhotoReader READER = new PhotoReader(Preprocessing.imagenet(), 1_000_000);

    @TempDir
    Path folder = Path.of("");

    @Test
    void takesWhatCanBeReadOfAllSubfoldersAndSaysWhatNot() throws IOException {
        byte[] photo = DrawnPhoto.grey(1);
        write("a.png", photo);
        write("deep/er/b.png", photo);
        write("notes.txt", "a fine year".getBytes(StandardCharsets.UTF_8));
        write(".hidden/c.png", photo);
        write("cut.png", Arrays.copyOf(photo, 60));
        Photos photos = photos(folder, 1_000_000, 1_000_000);
        assertThat(photos.files()).containsExactly(photo, photo);
        assertThat(photos.bytes()).isEqualTo(2L * photo.length);
        assertThat(photos.leftOut()).hasSize(2).anyMatch(line -> line.startsWith("notes.txt: "));
    }

    @Test
    void choosesTheSamePhotosOfACopyElsewhere() throws IOException {
        for (int level = 0; level < Photos.MOST + 20; level++) {
            byte[] photo = DrawnPhoto.grey(level);
            write("one/%d.png".formatted(level), photo);
            write("two/%d.png".formatted(level), photo);
        }
        List<byte[]> one = photos(folder.resolve("one"), 1_000_000, 1_000_000).files();
        List<byte[]> two = photos(folder.resolve("two"), 1_000_000, 1_000_000).files();
        assertThat(one).hasSize(Photos.MOST);
        assertThat(two.toArray(byte[][]::new)).isDeepEqualTo(one.toArray(byte[][]::new));
    }

    @Test
    void leavesOutWhatTheServerWouldRefuse() throws IOException {
        write("a.png", DrawnPhoto.grey(1));
        write("large.jpg", DrawnPhoto.tiles(0, 200, 1));
        Photos photos = photos(folder, 1000, 1_000_000);
        assertThat(photos.files()).hasSize(1);
        assertThat(photos.leftOut()).hasSize(1).first().asString().startsWith("large.jpg: ");
    }

    @Test
    void fillsNoMoreThanItsMemory() throws IOException {
        for (int level = 0; level < 10; level++) {
            write(level + ".png", DrawnPhoto.grey(level));
        }
        assertThat(photos(folder, 1_000_000, 2L * DrawnPhoto.grey(0).length).files())
                .hasSizeBetween(2, 3);
    }

    @Test
    void saysWhatIsWrongWithAFolder() throws IOException {
        assertRefused(folder.resolve("none"), "none is not a folder. Give one that holds photos.");
        assertRefused(folder, "none of its 0 files is a photo that can be read here");
        write("notes.txt", new byte[3]);
        assertRefused(folder, "the first: notes.txt: ");
    }

    private static void assertRefused(Path folder, String words) {
        assertThatThrownBy(() -> photos(folder, 1_000_000, 1_000_000))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining(words);
    }

    private static Photos photos(Path folder, long maxBody, long memory) {
        return Photos.of(folder, READER, maxBody, memory);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
