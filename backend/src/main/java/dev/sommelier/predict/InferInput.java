package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One input tensor of a request: `input` FP32 `(N, 3, H, W)`, or `image` BYTES `(N)` or `(N, 1)`.
final class InferInput {

    static final String TENSOR = "input";
    static final String PHOTOS = "image";

    private static final int DIMENSIONS = 4;
    private static final int ABSENT = -1;

    private final Preprocessing preprocessing;
    private final int most;
    private final LongConsumer memory;
    private String name = "";
    private String datatype = "";
    private int[] shape = {};
    private int binarySize = ABSENT;
    private @Nullable JsonTensor data;

    /// @param most pictures
    /// @param memory told how many bytes its data take besides the body, each time that they grow
    InferInput(Preprocessing preprocessing, int most, LongConsumer memory) {
        this.preprocessing = preprocessing;
        this.most = most;
        this.memory = memory;
    }

    void read(JsonCursor json) throws IOException {
        json.object("Each of inputs", field -> {
            switch (field) {
                case "name" -> name = json.text("name");
                case "datatype" -> datatype = json.text("datatype");
                case "shape" -> shape = shape(json);
                case "parameters" -> json.object("parameters", parameter -> parameter(json, parameter));
                case "data" -> readData(json);
                default -> json.skip();
            }
        });
    }

    private void readData(JsonCursor json) throws IOException {
        JsonCursor.require(data == null, "An input has data twice.");
        data = new JsonTensor(preprocessing.floats(), most, memory);
        data.read(json);
    }

    private void parameter(JsonCursor json, String parameter) throws IOException {
        switch (parameter) {
            case "binary_data_size" -> binarySize = json.whole(parameter, Integer.MAX_VALUE);
            case "shared_memory_region" ->
                throw new Failure.BadRequest(
                        "Shared memory is not read here. Send the data with the request, in JSON or binary.");
            default -> json.skip();
        }
    }

    private static int[] shape(JsonCursor json) throws IOException {
        List<Integer> shape = new ArrayList<>();
        json.array("shape", () -> {
            require(shape.size() < DIMENSIONS, "shape has more than %d dimensions.".formatted(DIMENSIONS));
            shape.add(json.whole("Each dimension of shape", Integer.MAX_VALUE));
        });
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /// What was sent, as pictures.
    ///
    /// @param binary what follows the JSON
    /// @throws Failure.BadRequest if name, type, shape and data are not as this model wants them
    List<Picture> pictures(BinaryData binary) {
        return switch (name) {
            case TENSOR -> tensors(binary);
            case PHOTOS -> photos(binary);
            default ->
                throw new Failure.BadRequest(
                        "There is an input of an unknown name. Send \"%s\" (FP32 tensors) or \"%s\" (BYTES, photos)."
                                .formatted(TENSOR, PHOTOS));
        };
    }

    private List<Picture> tensors(BinaryData binary) {
        int[] wanted = {batch(), 3, preprocessing.height(), preprocessing.width()};
        require(
                datatype.equals("FP32") && Arrays.equals(shape, wanted),
                "\"%s\" must be FP32 of the shape [N, 3, %d, %d]."
                        .formatted(TENSOR, preprocessing.height(), preprocessing.width()));
        return data == null
                ? binary.tensors(size(), shape[0], preprocessing.floats())
                : inJson(binary).tensors(shape);
    }

    private List<Picture> photos(BinaryData binary) {
        boolean column = shape.length == 2 && shape[1] == 1;
        require(
                datatype.equals("BYTES") && (shape.length == 1 || column),
                "\"%s\" must be BYTES of the shape [N] or [N, 1].".formatted(PHOTOS));
        batch();
        return data == null
                ? binary.photos(size(), shape[0], memory)
                : inJson(binary).photos(shape);
    }

    private int batch() {
        require(
                shape.length > 0 && shape[0] >= 1 && shape[0] <= most,
                "The first dimension of shape must be 1 to %d, the most pictures in one request.".formatted(most));
        return shape[0];
    }

    private int size() {
        require(binarySize != ABSENT, "The input has neither data nor the parameter binary_data_size.");
        return binarySize;
    }

    private JsonTensor inJson(BinaryData binary) {
        require(binarySize == ABSENT, "The input has both data and the parameter binary_data_size.");
        binary.requireNone();
        return Objects.requireNonNull(data);
    }

    private static void require(boolean holds, String message) {
        JsonCursor.require(holds, message);
    }
}
