package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.predict.WantedOutput.Name;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// What a request says of one output.
final class InferOutput {

    private static final int MOST_CLASSES = 1_000_000;

    private String name = "";
    private Optional<Boolean> binary = Optional.empty();
    private int classes;

    /// To be read.
    InferOutput() {}

    /// Asked for without a word more.
    InferOutput(Name name) {
        this.name = name.toString();
    }

    void read(JsonCursor json) throws IOException {
        json.object("Each of outputs", field -> {
            switch (field) {
                case "name" -> name = json.text(field);
                case "parameters" -> json.object(field, parameter -> parameter(json, parameter));
                default -> json.skip();
            }
        });
        JsonCursor.require(
                classes == 0 || name() == Name.PROBABILITIES,
                "classification is for the output \"%s\".".formatted(Name.PROBABILITIES));
    }

    private void parameter(JsonCursor json, String parameter) throws IOException {
        switch (parameter) {
            case "binary_data" -> binary = Optional.of(json.flag(parameter));
            case "classification" -> classes = json.whole(parameter, MOST_CLASSES);
            default -> json.skip();
        }
    }

    /// @throws Failure.BadRequest if there is no such output
    Name name() {
        return Arrays.stream(Name.values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new Failure.BadRequest("There is an output of an unknown name. Ask for \"%s\" or \"%s\"."
                                .formatted(Name.PROBABILITIES, Name.LABEL)));
    }

    /// @param binaryByDefault where nothing is said of this output
    WantedOutput wanted(boolean binaryByDefault) {
        return new WantedOutput(name(), binary.orElse(binaryByDefault), classes);
    }
}
