package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder `monitoring` fits the service: a rule that asks for what is not there never fires, and nobody notices.
class MonitoringTest {
    /// Made by Prometheus itself.
    private static final Set<String> FOREIGN = Set.of("up", "ALERTS");

    private static final Set<String> ADDED_LABELS = Set.of("job", "instance");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /// Each metric of a service that has answered a photo and refused another, with the values of its labels.
    private static final Map<String, Map<String, Set<String>>> METRICS = new HashMap<>();

    @BeforeAll
    static void askTheService(@TempDir Path folder) throws Exception {
        try (OperatedService running = OperatedService.start(folder)) {
            assertThat(running.predict().statusCode()).isEqualTo(200);
            assertThat(running.get("/predict").statusCode()).isEqualTo(405);
            running.get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(MonitoringTest::learn);
        }
    }

    private static void learn(String line) {
        Map<String, Set<String>> labels =
                METRICS.computeIfAbsent(line.replaceFirst("[{ ].*", ""), name -> new HashMap<>());
        Matcher found = LABEL.matcher(line);
        while (found.find()) {
            labels.computeIfAbsent(found.group(1), name -> new HashSet<>()).add(found.group(2));
        }
    }

    @Test
    void everyMetricThatIsAskedForIsThere() {
        Set<String> known = new HashSet<>(METRICS.keySet());
        known.addAll(FOREIGN);
        known.addAll(MonitoringFolder.recorded());
        assertThat(MonitoringFolder.queries())
                .hasSizeGreaterThan(50)
                .allSatisfy(query -> assertThat(query.names()).isNotEmpty().isSubsetOf(known));
    }

    @Test
    void everyLabelThatIsAskedForIsThereAndHasTheValue() {
        List<PromQuery.Condition> conditions = MonitoringFolder.queries().stream()
                .flatMap(query -> query.conditions().stream())
                .filter(each -> METRICS.containsKey(each.metric()) && !ADDED_LABELS.contains(each.label()))
                .toList();
        assertThat(conditions)
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(
                                METRICS.getOrDefault(each.metric(), Map.of()).getOrDefault(each.label(), Set.of()))
                        .isNotEmpty()
                        .containsAll(each.words()));
    }

    @Test
    void everyLabelByWhichSeriesArePutTogetherIsOneOfTheMetrics() {
        Set<String> known = new HashSet<>(ADDED_LABELS);
        METRICS.values().forEach(labels -> known.addAll(labels.keySet()));
        assertThat(MonitoringFolder.queries())
                .allSatisfy(query -> assertThat(query.groupings()).isSubsetOf(known));
    }

    @Test
    void everyAlertSaysWhatItMeansAndWhereMoreIsSaid() throws Exception {
        String docs = Files.readString(Path.of("../docs/operate.md"));
        assertThat(MonitoringFolder.alerts()).hasSizeGreaterThan(9).allSatisfy(alert -> {
            String name = alert.get("alert").textValue();
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).hasSizeBetween(150, 500);
            assertThat(alert.at("/annotations/runbook").asText()).isEqualTo("docs/operate.md, section " + name);
            assertThat(docs).contains("\n### " + name + "\n");
        });
    }

    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() throws Exception {
        List<JsonNode> expectations = MonitoringFolder.expectations();
        assertThat(MonitoringFolder.alerts()).allSatisfy(alert -> {
            String about =
                    "ALERTS{alertname=\"%s\"".formatted(alert.get("alert").textValue());
            List<JsonNode> samples = expectations.stream()
                    .filter(each -> each.get("expr").textValue().contains(about))
                    .map(each -> each.get("exp_samples"))
                    .toList();
            assertThat(samples).as(about).anyMatch(JsonNode::isEmpty).anyMatch(each -> !each.isEmpty());
        });
    }

    @Test
    void thePanelsOfTheDashboardLieBesideEachOther() {
        List<String> taken = new ArrayList<>();
        for (JsonNode panel : MonitoringFolder.dashboard().get("panels")) {
            JsonNode place = panel.get("gridPos");
            for (int x = 0; x < place.get("w").intValue(); x++) {
                for (int y = 0; y < place.get("h").intValue(); y++) {
                    int column = place.get("x").intValue() + x;
                    assertThat(column).isLessThan(24);
                    taken.add(column + " " + (place.get("y").intValue() + y));
                }
            }
        }
        assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
    }
}
