package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sommelier.load.photo.Drink;
import dev.sommelier.load.photo.Photo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictIT {
    private final ObjectMapper json = new ObjectMapper();
    private final Product product;
    private final Api api;

    PredictIT() throws Exception {
        product = Product.serve();
        api = new Api(product.api());
    }

    @AfterAll
    void stop() {
        api.close();
        product.close();
    }

    @Test
    void answersAPhotoWithAProbabilityForEachClass() throws Exception {
        var answer = api.predict(Photo.jpeg(Drink.WINE, 640, 480));
        var prediction = json.readTree(answer.body());
        var probabilities = prediction.get("probabilities").properties().stream()
                .map(Map.Entry::getValue)
                .map(JsonNode::doubleValue)
                .toList();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(probabilities).hasSizeGreaterThan(1).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(probabilities.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-3));
        assertThat(prediction.get("probabilities").fieldNames().next())
                .isEqualTo(prediction.get("predicted_class").textValue());
        assertThat(prediction.get("confidence").doubleValue()).isEqualTo(probabilities.getFirst());
    }

    @ParameterizedTest
    @MethodSource("drinks")
    void theShippedModelKnowsADrawnGlassByItsDrink(Drink drink) throws Exception {
        var prediction = json.readTree(api.predict(Photo.jpeg(drink, 640, 480)).body());

        assertThat(prediction.get("predicted_class").textValue()).isEqualTo(drink.name());
    }

    static List<Drink> drinks() {
        return List.of(Drink.BEER, Drink.WHISKEY, Drink.WINE);
    }

    @Test
    void saysWhatItSawAndWhichModelAnswered() throws Exception {
        var answer = api.predict(Photo.png(Drink.BEER, 300, 500));
        var prediction = json.readTree(answer.body());

        assertThat(prediction.get("image"))
                .isEqualTo(json.readTree("{\"width\": 300, \"height\": 500, \"format\": \"PNG\"}"));
        assertThat(prediction.at("/model/name").textValue()).isNotBlank();
        assertThat(prediction.at("/model/version").textValue()).isNotBlank();
        assertThat(prediction.at("/request_id").textValue())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(answer.headers().firstValue("Server-Timing").orElseThrow())
                .contains("queue;dur=", "decode;dur=", "inference;dur=");
    }

    @Test
    void answersTheSameWhetherThePhotoComesAsAFormOrAsTheBody() throws Exception {
        var photo = Photo.jpeg(Drink.WHISKEY, 400, 400);

        assertThat(json.readTree(api.predictBody(photo).body()).get("probabilities"))
                .isEqualTo(json.readTree(api.predict(photo).body()).get("probabilities"));
    }

    @Test
    void refusesAPhotoThatWasCutOffAndSaysSo() throws Exception {
        var answer = api.predict(Photo.jpeg(Drink.WINE, 640, 480).cutOff());
        var problem = json.readTree(answer.body());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.get("status").intValue()).isEqualTo(422);
        assertThat(problem.get("type").textValue()).startsWith("/problems/");
        assertThat(problem.get("detail").textValue()).isNotBlank();
        assertThat(problem.get("request_id").textValue()).isNotBlank();
    }
}
