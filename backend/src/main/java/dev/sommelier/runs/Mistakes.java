package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.failure.Failure;
import dev.sommelier.http.WholeNumber;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/// The wrong answers that a run keeps with small pictures, and those pictures.
final class Mistakes {
    private static final String FILE = "mistakes.json";
    private static final int LARGEST = 1 << 18;
    private static final int LARGEST_PICTURE = 1 << 18;

    /// Counted from 1.
    private static final int MOST = 99;

    private Mistakes() {}

    static JsonObject of(StoredRun run) {
        JsonNode kept = Shelf.kept(run, FILE, LARGEST);
        JsonArray worst = new JsonArray();
        for (JsonNode each : kept.path("worst")) {
            if (worst.size() < MOST) {
                worst.add(mistake(run, each, worst.size() + 1));
            }
        }
        return new JsonObject().put("wrong", kept.path("wrong").asInt()).put("worst", worst);
    }

    private static JsonObject mistake(StoredRun run, JsonNode each, int number) {
        JsonObject json = new JsonObject()
                .put("number", number)
                .put("photo", Shown.text(each.path("file").asText()))
                .put("label", Shown.text(each.path("true").asText()))
                .put("predicted", Shown.text(each.path("predicted").asText()))
                .put("confidence", Shown.number(each.path("confidence")))
                .put("label_confidence", Shown.number(each.path("true_confidence")));
        if (each.path("picture").asText().equals(name(number))) {
            json.put("picture", "/runs/%s/mistakes/%d".formatted(Row.id(run), number));
        }
        return json;
    }

    /// @return a JPEG file
    /// @throws Failure.NotFound if there is none
    static byte[] picture(StoredRun run, String number) {
        OptionalLong valid = number.isEmpty() ? OptionalLong.empty() : WholeNumber.of(number, 1, MOST);
        Optional<byte[]> jpeg =
                valid.isEmpty() ? Optional.empty() : run.artefact(name((int) valid.getAsLong()), LARGEST_PICTURE);
        return jpeg.filter(Mistakes::isJpeg)
                .orElseThrow(
                        () -> new Failure.NotFound("Run %s keeps no such picture. GET /runs/%s/evaluation lists them."
                                .formatted(Row.id(run), Row.id(run))));
    }

    private static String name(int number) {
        return "mistake-%02d.jpg".formatted(number);
    }

    private static boolean isJpeg(byte[] file) {
        return file.length > 3 && file[0] == (byte) 0xFF && file[1] == (byte) 0xD8 && file[2] == (byte) 0xFF;
    }
}
