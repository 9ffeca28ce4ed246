package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFolderTest {
    @TempDir
    Path root = Path.of("");

    @Test
    void labelsAreTheFolderNamesAndPhotosComeByLabelThenName() throws IOException {
        for (String name : new String[] {"wine/b.jpg", "beer/2.jpg", "wine/a.png", "beer/10.jpg", "beer/1.jpg"}) {
            Photos.touch(root, name);
        }
        PhotoFolder folder = PhotoFolder.read(root);
        assertThat(folder.labels()).containsExactly("beer", "wine");
        assertThat(folder.photos())
                .containsExactly(
                        new LabelledPhoto(root.resolve("beer/1.jpg"), 0),
                        new LabelledPhoto(root.resolve("beer/10.jpg"), 0),
                        new LabelledPhoto(root.resolve("beer/2.jpg"), 0),
                        new LabelledPhoto(root.resolve("wine/a.png"), 1),
                        new LabelledPhoto(root.resolve("wine/b.jpg"), 1));
    }

    @Test
    void passesOverWhatIsHiddenAndWhatIsNoPhotoOfAClass() throws IOException {
        Photos.touch(root, "beer/1.jpg");
        Photos.touch(root, "wine/1.jpg");
        Photos.touch(root, "wine/.DS_Store");
        Photos.touch(root, ".cache/1.jpg");
        Photos.touch(root, "README.md");
        Photos.touch(root, "beer/more/2.jpg");
        PhotoFolder folder = PhotoFolder.read(root);
        assertThat(folder.labels()).containsExactly("beer", "wine");
        assertThat(folder.photos())
                .extracting(LabelledPhoto::file)
                .containsExactly(root.resolve("beer/1.jpg"), root.resolve("wine/1.jpg"));
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertRefused(
                root.resolve("photos"),
                "photos is not a folder. Give one that holds a folder of photos for each class.");
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        assertRefused(Photos.touch(root, "photos.zip"), "photos.zip is not a folder");
    }

    @Test
    void refusesFewerThanTwoClasses() throws IOException {
        assertRefused(root, "holds 0 class folders");
        Photos.touch(root, "beer/1.jpg");
        assertRefused(root, "holds 1 class folders, and telling apart takes at least two");
    }

    @Test
    void refusesAnEmptyClassByItsName() throws IOException {
        Photos.touch(root, "beer/1.jpg");
        Files.createDirectory(root.resolve("wine"));
        assertRefused(root, "The class folder %s is empty".formatted(root.resolve("wine")));
        Photos.touch(root, "wine/.hidden.jpg");
        assertRefused(root, "The class folder %s is empty".formatted(root.resolve("wine")));
    }

    private static void assertRefused(Path folder, String reason) {
        assertThatThrownBy(() -> PhotoFolder.read(folder))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageContaining(reason);
    }
}
