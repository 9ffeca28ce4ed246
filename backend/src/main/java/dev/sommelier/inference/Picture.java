package dev.sommelier.inference;

import dev.sommelier.image.Header;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.nio.FloatBuffer;
import java.util.Optional;

/// What one forward pass reads of one photo, before it lies in the batch.
sealed interface Picture {

    /// What the photo's header says, if it is a photo.
    Optional<Header> header();

    /// @param batch takes float32 `(3, H, W)`; its position moves on
    void writeTo(FloatBuffer batch);

    /// @param pixels at the size of the network's input
    record Photo(Header read, Pixels pixels, Preprocessing preprocessing) implements Picture {
        @Override
        public Optional<Header> header() {
            return Optional.of(read);
        }

        @Override
        public void writeTo(FloatBuffer batch) {
            pixels.toTensor(preprocessing, batch);
        }
    }

    /// What a client has normalised.
    record Tensor(float[] numbers) implements Picture {
        @Override
        public Optional<Header> header() {
            return Optional.empty();
        }

        @Override
        public void writeTo(FloatBuffer batch) {
            batch.put(numbers);
        }
    }
}
