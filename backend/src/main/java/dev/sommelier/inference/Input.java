package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Header;
import dev.sommelier.image.PhotoReader;
import java.nio.FloatBuffer;
import java.util.Optional;

/// What was sent to be classified, before it lies where the network reads it.
@FunctionalInterface
interface Input {

    /// @param slot takes float32 `(3, H, W)`, all of it
    /// @return what the photo's header says, if it is a photo
    /// @throws Failure if it is refused
    Optional<Header> writeTo(FloatBuffer slot);

    static Input photo(byte[] photo, PhotoReader reader) {
        return slot -> Optional.of(reader.read(photo, slot));
    }

    static Input tensor(FloatBuffer tensor) {
        return slot -> {
            FloatBuffer source = tensor.duplicate();
            check(source, slot.remaining());
            slot.put(source);
            return Optional.empty();
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
