package dev.sommelier.ui.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.api.Prediction.Details;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailsTest {
    @Test
    void readsHeatMapAndNeighbours() {
        var details = details("""
                "request_id": "r-1", "activation": {"class": "a", "width": 2, "height": 1, "values": [1, -0.5]},
                "neighbours": [{"label": "a", "similarity": 0.9, "thumbnail": "data:image/jpeg;base64,AAAA"},
                               {"label": "b", "similarity": 0.8}]""");
        assertThat(details.requestId()).isEqualTo("r-1");
        assertThat(details.heatMap().orElseThrow().values()).containsExactly(1.0, -0.5);
        assertThat(details.neighbours())
                .containsExactly(new Prediction.Neighbour("a", 0.9, "data:image/jpeg;base64,AAAA"));
        assertThat(details.json()).startsWith("{\"predicted_class\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"activation\": {\"width\": 2, \"height\": 2, \"values\": [1, 2, 3]}",
                "\"activation\": {\"width\": 1, \"height\": 1, \"values\": [\"<b>\"]}",
                "\"activation\": {\"width\": 65, \"height\": 0, \"values\": []}",
                "\"activation\": {\"width\": -1, \"height\": -1, \"values\": [1]}",
                "\"activation\": 7, \"neighbours\": {}",
                "\"neighbours\": [{\"label\": \"a\", \"thumbnail\": \"https://elsewhere/a.jpg\"}]",
                "\"neighbours\": [{\"label\": \"a\", \"thumbnail\": \"data:text/html;base64,AAAA\"}]",
                "\"neighbours\": [{\"label\": \"\", \"thumbnail\": \"data:image/jpeg;base64,AAAA\"}, 1, null]"
            })
    void leavesOutWhatIsNotAsPromised(String part) {
        var details = details(part);
        assertThat(details.heatMap()).isEmpty();
        assertThat(details.neighbours()).isEmpty();
    }

    @Test
    void addsUpWhereTheTimeWent() {
        assertThat(ServerTiming.total("queue;dur=0.4, decode;dur=5.1, inference;dur=48.3"))
                .hasValue(Duration.ofNanos(53_800_000));
        assertThat(ServerTiming.total("cache")).isEmpty();
        assertThat(ServerTiming.total("a;dur=1".repeat(100))).isEmpty();
    }

    private static Details details(String part) {
        String answer =
                "{\"predicted_class\": \"a\", \"confidence\": 1, \"probabilities\": {\"a\": 1}, %s}".formatted(part);
        return AnswerJson.prediction(answer.getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .details();
    }
}
