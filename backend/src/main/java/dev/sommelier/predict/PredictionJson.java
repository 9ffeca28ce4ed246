package dev.sommelier.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sommelier.image.Header;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classification.ActivationMap;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.TrainingPhotos.Neighbour;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Writes predictions as the contract's `Prediction`, straight into bytes: no tree is built for each answer.
final class PredictionJson {

    private static final String DATA_URI = "data:image/jpeg;base64,";
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final JsonFactory json = new JsonFactory();

    Buffer write(Classification classification, PredictQuery query, String requestId) {
        return write(classification, query, Optional.empty(), requestId);
    }

    /// @param neighbours where the client asked for them and the model has them
    Buffer write(
            Classification classification, PredictQuery query, Optional<List<Neighbour>> neighbours, String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            write(out, classification, query, requestId);
            if (neighbours.isPresent()) {
                writeNeighbours(out, neighbours.get());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static void write(JsonGenerator out, Classification classification, PredictQuery query, String requestId)
            throws IOException {
        ModelCard card = classification.model();
        int best = classification.best();
        out.writeStringField("predicted_class", card.labels().get(best));
        out.writeNumberField("confidence", classification.probabilities()[best]);
        writeProbabilities(out, classification.probabilities(), card, query.top());
        if (classification.familiarity().isPresent()) {
            out.writeBooleanField("familiar", classification.familiarity().get().familiar());
            out.writeNumberField(
                    "familiarity", classification.familiarity().get().score());
        }
        writeModel(out, card);
        if (classification.image().isPresent()) {
            writeImage(out, classification.image().get());
        }
        out.writeStringField("request_id", requestId);
        if (query.explain()) {
            writeActivation(
                    out, classification.activation(), best, card.labels().get(best));
        }
    }

    private static void writeNeighbours(JsonGenerator out, List<Neighbour> neighbours) throws IOException {
        out.writeArrayFieldStart("neighbours");
        for (Neighbour neighbour : neighbours) {
            out.writeStartObject();
            out.writeStringField("label", neighbour.label());
            out.writeNumberField("similarity", neighbour.similarity());
            if (neighbour.thumbnail().isPresent()) {
                out.writeStringField(
                        "thumbnail",
                        DATA_URI + BASE64.encodeToString(neighbour.thumbnail().get()));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeProbabilities(JsonGenerator out, float[] probabilities, ModelCard card, int top)
            throws IOException {
        out.writeObjectFieldStart("probabilities");
        for (int i : Ranking.of(probabilities, top)) {
            out.writeNumberField(card.labels().get(i), probabilities[i]);
        }
        out.writeEndObject();
    }

    private static void writeModel(JsonGenerator out, ModelCard card) throws IOException {
        out.writeObjectFieldStart("model");
        out.writeStringField("name", card.name());
        out.writeStringField("version", card.version());
        out.writeStringField("preprocessing", card.preprocessing().fingerprint());
        out.writeEndObject();
    }

    private static void writeImage(JsonGenerator out, Header image) throws IOException {
        out.writeObjectFieldStart("image");
        out.writeNumberField("width", image.width());
        out.writeNumberField("height", image.height());
        out.writeStringField("format", image.format().title());
        out.writeEndObject();
    }

    private static void writeActivation(JsonGenerator out, ActivationMap map, int best, String label)
            throws IOException {
        int size = map.height() * map.width();
        out.writeObjectFieldStart("activation");
        out.writeStringField("class", label);
        out.writeNumberField("width", map.width());
        out.writeNumberField("height", map.height());
        out.writeArrayFieldStart("values");
        for (int i = best * size; i < (best + 1) * size; i++) {
            out.writeNumber(map.values()[i]);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
