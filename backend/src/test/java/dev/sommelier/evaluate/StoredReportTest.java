package dev.sommelier.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The way of a report into a bundle and back.
class StoredReportTest {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> VALUES = List.of("null", "\"x\"", "-1", "1e308", "7", "[]", "{}", "[null,null]");

    /// The file has four digits, so that a last digit that is shown may be another.
    @Test
    void saysTheSameAsTheReportThatWasStored() {
        Report report = report(400);
        String stored = EvaluationText.of(
                StoredReport.read("random 1", EvaluationJson.of(report).getBytes(UTF_8)));
        String said = EvaluationText.of(report);
        assertThat(NUMBER.matcher(stored).replaceAll("0"))
                .isEqualTo(NUMBER.matcher(said).replaceAll("0"));
        assertThat(numbers(stored)).hasSizeGreaterThan(100).isEqualTo(rounded(numbers(said), numbers(stored)));
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).toList();
    }

    /// Those that differ in the last of their decimals, by one, as the others have them.
    private static List<String> rounded(List<String> numbers, List<String> others) {
        List<String> rounded = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            BigDecimal number = new BigDecimal(numbers.get(i));
            boolean near = number.scale() > 0
                    && number.subtract(new BigDecimal(others.get(i))).abs().compareTo(number.ulp()) <= 0;
            rounded.add(near ? others.get(i) : numbers.get(i));
        }
        return rounded;
    }

    @Test
    void drawsTheCurvesAndBarsThatWereStored() {
        Report report = report(40);
        String page = StoredReport.page("random 1", EvaluationJson.of(report).getBytes(UTF_8));
        String whole = EvaluationPage.of(report);
        assertThat(page.split("<svg", -1)).hasSameSizeAs(whole.split("<svg", -1));
        assertThat(page).contains("Confusion matrix: true class by row", "Average precision");
    }

    @Test
    void namesWhatItCannotShow() throws IOException {
        ObjectNode stored = (ObjectNode) JSON.readTree(EvaluationJson.of(report(40)));
        stored.putObject("robustness");
        assertThat(EvaluationText.of(StoredReport.read("random 1", JSON.writeValueAsBytes(stored))))
                .contains("The file also holds: robustness.");
    }

    @Test
    void escapesWhatTheFileSays() throws IOException {
        ObjectNode stored = (ObjectNode) JSON.readTree(EvaluationJson.of(report(40)));
        stored.remove("curves");
        stored.putArray("labels").add("<script>1</script>").add("b").add("c");
        stored.put("data", "<script>2</script>");
        stored.put("<script>3</script>", 1);
        ObjectNode mistake =
                stored.putObject("mistakes").put("wrong", 1).putArray("worst").addObject();
        mistake.put("file", "<script>4</script>")
                .put("true", "a")
                .put("predicted", "b")
                .put("confidence", 1);
        assertThat(StoredReport.page("random 1", JSON.writeValueAsBytes(stored)))
                .doesNotContain("<script")
                .contains("&lt;script&gt;1", "&lt;script&gt;2", "&lt;script&gt;3", "&lt;script&gt;4");
    }

    /// Each value in turn becomes something else.
    @Test
    void refusesInWordsWhateverElseTheFileIs() throws IOException {
        JsonNode sound = JSON.readTree(EvaluationJson.of(report(12)));
        List<String> places = new ArrayList<>();
        places(sound, "", places);
        assertThat(places).hasSizeGreaterThan(60);
        int refused = 0;
        for (String place : places) {
            for (String value : VALUES) {
                refused += refuses(JSON.writeValueAsBytes(with(sound, place, JSON.readTree(value)))) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(places.size());
        for (String text : List.of("", "null", "[]", "{}", "7", "{\"schema\":2}", "{\"schema\":1", "\u0000")) {
            assertThatThrownBy(() -> StoredReport.page("random 1", text.getBytes(UTF_8)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static boolean refuses(byte[] json) {
        try {
            assertThat(StoredReport.page("random 1", json)).contains("</html>").doesNotContain("NaN");
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static JsonNode with(JsonNode root, String place, JsonNode value) {
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(place.substring(0, place.lastIndexOf('/')));
        String key = place.substring(place.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.set(key, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(key), value);
        }
        return copy;
    }

    /// Of lists, the first two items.
    private static void places(JsonNode node, String path, List<String> into) {
        node.fieldNames().forEachRemaining(key -> {
            into.add(path + "/" + key);
            places(node.path(key), path + "/" + key, into);
        });
        for (int i = 0; i < Math.min(2, node.isArray() ? node.size() : 0); i++) {
            into.add(path + "/" + i);
            places(node.path(i), path + "/" + i, into);
        }
    }

    private static Report report(int photos) {
        ModelCard card = RandomModel.card(1, 64);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("model", card.name());
        about.put("labels", card.labels());
        about.put("data", "drawn");
        about.put("photos", photos);
        List<Section> sections = new ArrayList<>(Figures.of(answers(photos, 1), answers(photos, 2), card));
        sections.add(FamiliaritySection.of(
                new FamiliarityReport(photos, 100, 0.91234, new Interval(0.90001, 0.92), 0.95, 0.9)));
        return new Report("random 1", "%d photos of drawn".formatted(photos), about, sections);
    }

    /// Mostly right.
    private static Answers answers(int photos, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Answers answers = Answers.none();
        for (int i = 0; i < photos; i++) {
            float[] logits = new float[3];
            for (int c = 0; c < 3; c++) {
                logits[c] = (float) random.nextDouble(-2, 2) + (c == i % 3 ? 1.5f : 0);
            }
            answers.add(logits, i % 3);
        }
        return answers;
    }
}
