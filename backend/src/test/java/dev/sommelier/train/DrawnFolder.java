package dev.sommelier.train;

import dev.sommelier.image.DrawnPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder of photos that anybody can tell apart: red, green and blue ones.
public final class DrawnFolder {
    public static final List<String> LABELS = List.of("blue", "green", "red");
    public static final int PHOTOS = 12;
    private static final float[] HUES = {0.66f, 0.33f, 0};

    private DrawnFolder() {}

    public static Path draw(Path root) throws IOException {
        for (int label = 0; label < LABELS.size(); label++) {
            Path folder = Files.createDirectories(root.resolve(LABELS.get(label)));
            for (int i = 0; i < PHOTOS; i++) {
                byte[] photo = DrawnPhoto.tiles(HUES[label], 96, 1000L * label + i);
                Files.write(folder.resolve(i + ".jpg"), photo);
            }
        }
        return root;
    }
}
