package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.predict.Picture.Photo;
import dev.sommelier.predict.Picture.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// `data` of an input in JSON, numbers or Base64 text, straight from the text into what the classifier takes. It
/// may come before the shape, so it is bounded by itself.
final class JsonTensor {

    private final int floatsInPicture;
    private final int most;
    private final LongConsumer memory;
    private final Nesting nesting = new Nesting();
    private final List<float[]> tensors = new ArrayList<>();
    private final List<Photo> photos = new ArrayList<>();
    private long bytes;
    private long floats;

    /// @param most pictures
    /// @param memory told how many bytes are held, each time that they grow
    JsonTensor(int floatsInPicture, int most, LongConsumer memory) {
        this.floatsInPicture = floatsInPicture;
        this.most = most;
        this.memory = memory;
    }

    void read(JsonCursor json) throws IOException {
        nesting.open();
        json.array("data", () -> element(json));
        nesting.close();
    }

    private void element(JsonCursor json) throws IOException {
        switch (json.token()) {
            case START_ARRAY -> read(json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(json.number());
            case VALUE_STRING -> add(json.base64());
            default -> throw new Failure.BadRequest("data must be numbers, or strings of Base64, and nothing else.");
        }
    }

    private void add(float number) {
        nesting.value();
        int index = (int) (floats++ % floatsInPicture);
        if (index == 0) {
            requireRoom(tensors.size());
            hold(4L * floatsInPicture);
            tensors.add(new float[floatsInPicture]);
        }
        tensors.getLast()[index] = number;
    }

    private void add(byte[] photo) {
        nesting.value();
        requireRoom(photos.size());
        hold(photo.length);
        photos.add(new Photo(photo));
    }

    private void requireRoom(int pictures) {
        JsonCursor.require(
                pictures < most, "data holds more than %d pictures, the most in one request.".formatted(most));
    }

    private void hold(long more) {
        bytes += more;
        memory.accept(bytes);
    }

    /// The numbers as pictures.
    ///
    /// @param shape `(N, 3, H, W)`
    /// @throws dev.sommelier.failure.Failure.BadRequest if they are of another shape
    List<Picture> tensors(int[] shape) {
        long wanted = (long) shape[0] * floatsInPicture;
        JsonCursor.require(
                floats == wanted && photos.isEmpty(),
                "data has %,d numbers, and the shape wants %,d.".formatted(floats, wanted));
        requireShape(shape);
        return tensors.stream()
                .<Picture>map(values -> new Tensor(FloatBuffer.wrap(values)))
                .toList();
    }

    /// The texts as pictures.
    ///
    /// @param shape `(N)` or `(N, 1)`
    /// @throws dev.sommelier.failure.Failure.BadRequest if they are of another shape
    List<Picture> photos(int[] shape) {
        JsonCursor.require(
                photos.size() == shape[0] && floats == 0,
                "data has %,d strings, and the shape wants %,d.".formatted(photos.size(), shape[0]));
        requireShape(shape);
        return List.copyOf(photos);
    }

    private void requireShape(int[] shape) {
        JsonCursor.require(nesting.fits(shape), "data is nested otherwise than the shape says.");
    }
}
