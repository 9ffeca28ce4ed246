package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Outputs;
import dev.sommelier.inference.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// One thread's way to a network, with the memory for one photo.
final class Asker implements AutoCloseable {
    private final PhotoReader reader;
    private final Session session;
    private final FloatBuffer slot;

    Asker(Network network, PhotoReader reader) {
        this.reader = reader;
        session = network.open();
        slot = ByteBuffer.allocateDirect(4 * reader.preprocessing().floats())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// The photo, upright, with no more pixels than the network's input needs.
    ///
    /// @throws Failure.BadDataset if the file is gone or its disk fails
    /// @throws Failure if what it holds cannot be read
    Pixels decode(LabelledPhoto photo) {
        Preprocessing input = reader.preprocessing();
        return reader.decode(bytes(photo), input.width(), input.height());
    }

    static byte[] bytes(LabelledPhoto photo) {
        try {
            return photo.bytes();
        } catch (IOException e) {
            throw new Failure.BadDataset(
                    "%s cannot be read (%s). Put the photos back and start again.".formatted(photo.file(), e));
        }
    }

    /// The photo at the network's input size, before normalisation.
    Pixels fit(Pixels decoded) {
        return decoded.fitted(reader.preprocessing());
    }

    /// @param fitted at the network's input size
    Outputs ask(Pixels fitted) {
        fitted.toTensor(reader.preprocessing(), slot.clear());
        return session.run(slot, 1);
    }

    @Override
    public void close() {
        session.close();
    }
}
