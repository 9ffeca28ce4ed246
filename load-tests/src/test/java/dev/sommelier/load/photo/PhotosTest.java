package dev.sommelier.load.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {
    @Test
    void readsPhotosOfAFolderWithTheirClasses(@TempDir Path folder) throws Exception {
        save(folder.resolve("wine/1.JPG"), Photo.jpeg(Drink.WINE, 64, 48));
        save(folder.resolve("beer/old/2.png"), Photo.png(Drink.BEER, 64, 48));
        Files.writeString(folder.resolve("wine/notes.txt"), "red");

        assertThat(Photos.of(folder).all())
                .extracting(Photo::name, Photo::contentType, Photo::label)
                .containsExactlyInAnyOrder(tuple("1.JPG", "image/jpeg", "wine"), tuple("2.png", "image/png", "old"));
    }

    @Test
    void refusesAFolderWithoutPhotos(@TempDir Path folder) {
        assertThatThrownBy(() -> Photos.of(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("load.photos")
                .hasMessageContaining("jpg");
        assertThatThrownBy(() -> Photos.of(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }

    private static void save(Path file, Photo photo) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, photo.bytes());
    }
}
