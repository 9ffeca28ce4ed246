package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Exhibit;
import dev.sommelier.evaluate.Block.Overlay;
import dev.sommelier.image.Distortion;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.image.Preprocessing.Resize;
import java.util.Base64;
import java.util.List;

/// A photo as the network gets it, and where in it the network sees what.
///
/// @param jpeg the network's input
/// @param ratio width by height of what the input shows
record Portrait(byte[] jpeg, double ratio, HeatMap heat) {
    private static final int QUALITY = 80;

    static Question<Portrait> question(Preprocessing input) {
        return (photo, asker) -> {
            Pixels decoded = asker.decode(photo);
            Pixels fitted = asker.fit(decoded);
            boolean whole = input.resize() == Resize.STRETCH;
            Pixels shape = whole ? decoded : fitted;
            return new Portrait(
                    Distortion.jpeg(fitted, QUALITY),
                    (double) shape.width() / shape.height(),
                    HeatMap.of(asker.ask(fitted), input));
        };
    }

    /// @param classes of which heat maps are laid over the photo
    Exhibit exhibit(String file, String verdict, List<Integer> classes, List<String> labels) {
        return new Exhibit(
                file,
                verdict,
                uri("jpeg", jpeg),
                ratio,
                classes.stream()
                        .map(c -> new Overlay(labels.get(c), uri("png", heat.png(c))))
                        .toList());
    }

    private static String uri(String type, byte[] file) {
        return "data:image/%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(file));
    }
}
