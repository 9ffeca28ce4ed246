package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.predict.WantedOutput.Name;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The JSON part of an inference request.
///
/// @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
final class InferJson {

    private static final int LONGEST_ID = 1000;

    private final Supplier<InferInput> newInput;
    private final Map<Name, InferOutput> outputs = new LinkedHashMap<>();
    private Optional<String> id = Optional.empty();
    private boolean binaryOutput;
    private @Nullable InferInput input;

    InferJson(Supplier<InferInput> newInput) {
        this.newInput = newInput;
    }

    void read(JsonCursor json) throws IOException {
        json.whole(() -> json.object("The request", field -> {
            switch (field) {
                case "id" -> id = Optional.of(id(json));
                case "parameters" -> json.object(field, parameter -> parameter(json, parameter));
                case "inputs" -> json.array(field, () -> input(json));
                case "outputs" -> json.array(field, () -> output(json));
                default -> json.skip();
            }
        }));
    }

    /// @param binary what follows the JSON
    /// @throws Failure.BadRequest if the input is not as this model wants it
    InferRequest request(BinaryData binary) {
        if (input == null) {
            throw new Failure.BadRequest("There is no input. Send \"%s\" (FP32 tensors) or \"%s\" (BYTES, photos)."
                    .formatted(InferInput.TENSOR, InferInput.PHOTOS));
        }
        List<InferOutput> all = outputs.isEmpty()
                ? Arrays.stream(Name.values()).map(InferOutput::new).toList()
                : List.copyOf(outputs.values());
        List<WantedOutput> wanted =
                all.stream().map(each -> each.wanted(binaryOutput)).toList();
        return new InferRequest(id, input.pictures(binary), wanted);
    }

    /// Goes back to the client in JSON, which cannot carry half a character.
    private static String id(JsonCursor json) throws IOException {
        String id = json.text("id");
        boolean whole = id.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        JsonCursor.require(
                id.length() <= LONGEST_ID && whole, "id must be text of at most %d characters.".formatted(LONGEST_ID));
        return id;
    }

    private void parameter(JsonCursor json, String parameter) throws IOException {
        if (parameter.equals("binary_data_output")) {
            binaryOutput = json.flag(parameter);
        } else {
            json.skip();
        }
    }

    private void input(JsonCursor json) throws IOException {
        JsonCursor.require(
                input == null,
                "There is more than one input. Send either \"%s\" or \"%s\", with all pictures in it."
                        .formatted(InferInput.TENSOR, InferInput.PHOTOS));
        input = newInput.get();
        input.read(json);
    }

    private void output(JsonCursor json) throws IOException {
        InferOutput output = new InferOutput();
        output.read(json);
        JsonCursor.require(
                outputs.put(output.name(), output) == null,
                "The output \"%s\" is asked for twice.".formatted(output.name()));
    }
}
