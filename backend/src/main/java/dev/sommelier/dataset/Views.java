package dev.sommelier.dataset;

import dev.sommelier.image.Pixels;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A photo as its copies may show it: whole, mirrored, and without its edges.
record Views(Thumbnail whole, Thumbnail mirrored, List<Thumbnail> inner) {
    /// Percent that a copy may lack at each side. What is close to one of them is found too.
    private static final int[] CROPS = {5, 10};

    static Views of(Pixels picture) {
        return new Views(
                Thumbnail.of(picture),
                Thumbnail.of(picture.flipped()),
                IntStream.of(CROPS)
                        .mapToObj(percent -> Thumbnail.of(inner(picture, percent)))
                        .toList());
    }

    private static Pixels inner(Pixels picture, int percent) {
        int x = picture.width() * percent / 100;
        int y = picture.height() * percent / 100;
        return picture.crop(x, y, picture.width() - 2 * x, picture.height() - 2 * y);
    }

    /// Whether the other photo shows the same picture, and how; the same whichever of the two is asked.
    Optional<Likeness> likeness(Views other) {
        if (whole.shows(other.whole)) {
            return Optional.of(Likeness.COPY);
        }
        if (whole.showsInOtherColours(other.whole)) {
            return Optional.of(Likeness.RECOLOURED);
        }
        if (mirrored.shows(other.whole) || whole.shows(other.mirrored)) {
            return Optional.of(Likeness.MIRRORED);
        }
        return crops(other) || other.crops(this) ? Optional.of(Likeness.CROPPED) : Optional.empty();
    }

    private boolean crops(Views part) {
        return inner.stream().anyMatch(part.whole::shows);
    }
}
