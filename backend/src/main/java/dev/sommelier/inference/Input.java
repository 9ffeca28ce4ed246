package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.nio.FloatBuffer;

/// What was sent to be classified, before it is decoded.
@FunctionalInterface
interface Input {

    /// @param pixels memory for a photo: uint8 `(H, W, 3)`, all of it
    /// @throws Failure if it is refused
    Picture read(byte[] pixels);

    static Input photo(byte[] photo, PhotoReader reader) {
        Preprocessing p = reader.preprocessing();
        return pixels -> new Picture.Photo(reader.pixels(photo, pixels), new Pixels(p.width(), p.height(), pixels), p);
    }

    /// @param tensor wherever it lies; it is copied
    static Input tensor(FloatBuffer tensor, Preprocessing preprocessing) {
        return pixels -> {
            check(tensor, preprocessing.floats());
            float[] numbers = new float[preprocessing.floats()];
            tensor.duplicate().get(numbers);
            return new Picture.Tensor(numbers);
        };
    }

    private static void check(FloatBuffer tensor, int wanted) {
        if (tensor.remaining() != wanted) {
            throw new Failure.BadRequest("The tensor has %,d numbers, and one picture for this model has %,d."
                    .formatted(tensor.remaining(), wanted));
        }
        for (int i = tensor.position(); i < tensor.limit(); i++) {
            if (!Float.isFinite(tensor.get(i))) {
                throw new Failure.BadRequest("The tensor's number %,d is %s. All must be finite 32-bit floats."
                        .formatted(i - tensor.position(), tensor.get(i)));
            }
        }
    }
}
