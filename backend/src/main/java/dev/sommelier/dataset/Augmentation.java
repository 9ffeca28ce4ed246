package dev.sommelier.dataset;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.util.random.RandomGenerator;

/// Another view of a training photo: a random part of it, perhaps mirrored, in a little other light.
///
/// @param smallest least part of the picture's area that a view shows, above 0 to 1
/// @param flip whether half of the views are mirrored
/// @param jitter most by which brightness, contrast and saturation change, as a part; 0 to below 1
/// @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al., Going Deeper with Convolutions, section 6</a>
public record Augmentation(double smallest, boolean flip, double jitter) {
    private static final double WIDEST = 4.0 / 3;
    private static final int TRIES = 10;

    /// A view in the size of the network's input.
    public Pixels view(Pixels picture, Preprocessing target, RandomGenerator random) {
        Pixels part = part(picture, random).resized(target.width(), target.height(), target.kernel());
        Pixels view = flip && random.nextBoolean() ? part.flipped() : part;
        return jitter == 0 ? view : view.relit(factor(random), factor(random), factor(random));
    }

    /// A part with the picture's own shape, give or take. One that does not fit into the picture is drawn again,
    /// so that no part is smaller than asked for.
    private Pixels part(Pixels picture, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            double area = random.nextDouble(smallest, Math.nextUp(1.0));
            double shape = Math.exp(random.nextDouble(-Math.log(WIDEST), Math.log(WIDEST)));
            int width = (int) Math.ceil(picture.width() * Math.sqrt(area * shape));
            int height = (int) Math.ceil(picture.height() * Math.sqrt(area / shape));
            if (width <= picture.width() && height <= picture.height()) {
                int x = random.nextInt(picture.width() - width + 1);
                int y = random.nextInt(picture.height() - height + 1);
                return picture.crop(x, y, width, height);
            }
        }
        return picture;
    }

    private double factor(RandomGenerator random) {
        return random.nextDouble(1 - jitter, 1 + jitter);
    }
}
