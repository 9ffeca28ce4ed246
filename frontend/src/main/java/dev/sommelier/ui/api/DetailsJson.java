package dev.sommelier.ui.api;

import dev.sommelier.ui.api.Prediction.HeatMap;
import dev.sommelier.ui.api.Prediction.Neighbour;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads what an answer carries besides its class. A part that is not as the contract has it is left out.
final class DetailsJson {
    /// Of a side of the heat map; networks have 7.
    private static final int LONGEST_SIDE = 64;

    private static final int MOST_NEIGHBOURS = 10;
    private static final int LONGEST_PICTURE = 100_000;
    private static final int LONGEST_KEPT = 1 << 16;
    private static final Pattern PICTURE = Pattern.compile("data:image/jpeg;base64,[A-Za-z0-9+/=]+");

    private DetailsJson() {}

    static Prediction.Details read(JsonNode answer, byte[] body) {
        return new Prediction.Details(
                answer.path("request_id").asString(""),
                heatMap(answer.path("activation")),
                neighbours(answer.path("neighbours")),
                Optional.empty(),
                body.length > LONGEST_KEPT ? "" : new String(body, StandardCharsets.UTF_8).strip());
    }

    private static Optional<HeatMap> heatMap(JsonNode map) {
        int width = map.path("width").asInt(0);
        int height = map.path("height").asInt(0);
        List<Double> values = map.path("values")
                .valueStream()
                .limit(LONGEST_SIDE * LONGEST_SIDE + 1L)
                .map(value -> value.asDouble(Double.NaN))
                .toList();
        boolean sound = width >= 1
                && height >= 1
                && width <= LONGEST_SIDE
                && height <= LONGEST_SIDE
                && values.size() == width * height
                && values.stream().allMatch(Double::isFinite);
        return sound ? Optional.of(new HeatMap(width, height, values)) : Optional.empty();
    }

    private static List<Neighbour> neighbours(JsonNode all) {
        return all.valueStream()
                .limit(MOST_NEIGHBOURS)
                .map(each -> new Neighbour(
                        each.path("label").asString(""),
                        each.path("similarity").asDouble(0),
                        each.path("thumbnail").asString("")))
                .filter(each -> !each.label().isEmpty() && isPicture(each.picture()))
                .toList();
    }

    private static boolean isPicture(String text) {
        return text.length() <= LONGEST_PICTURE && PICTURE.matcher(text).matches();
    }
}
