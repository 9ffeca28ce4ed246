package dev.sommelier.dataset;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.util.random.RandomGenerator;

/// Another view of a training photo: a random part of it, perhaps mirrored.
///
/// @param smallest least part of the picture's area that a view shows, above 0 to 1
/// @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al., Going Deeper with Convolutions, section 6</a>
public record Augmentation(double smallest) {
    private static final double WIDEST = 4.0 / 3;

    /// A view in the size of the network's input.
    public Pixels view(Pixels picture, Preprocessing target, RandomGenerator random) {
        double area = random.nextDouble(smallest, Math.nextUp(1.0));
        double shape = Math.exp(random.nextDouble(-Math.log(WIDEST), Math.log(WIDEST)));
        int width = side(picture.width(), Math.sqrt(area * shape));
        int height = side(picture.height(), Math.sqrt(area / shape));
        int x = random.nextInt(picture.width() - width + 1);
        int y = random.nextInt(picture.height() - height + 1);
        Pixels view = picture.crop(x, y, width, height).resized(target.width(), target.height(), target.kernel());
        return random.nextBoolean() ? view.flipped() : view;
    }

    private static int side(int full, double part) {
        return Math.clamp(Math.round(full * part), 1, full);
    }
}
