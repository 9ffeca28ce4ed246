package dev.sommelier.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// What the folder `monitoring` asks of the service.
final class MonitoringFolder {
    static final Path ROOT = Path.of("../monitoring");
    static final Path CONFIG = ROOT.resolve("prometheus/prometheus.yml");

    private static final Path RULES = ROOT.resolve("prometheus/rules/sommelier.rules.yml");
    private static final Path DASHBOARD = ROOT.resolve("grafana/dashboards/sommelier.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private MonitoringFolder() {}

    static List<JsonNode> alerts() {
        return rules().filter(rule -> rule.has("alert")).toList();
    }

    /// Names of what the rules record.
    static Set<String> recorded() {
        return rules().filter(rule -> rule.has("record"))
                .map(rule -> rule.get("record").textValue())
                .collect(Collectors.toSet());
    }

    static JsonNode dashboard() {
        return read(DASHBOARD);
    }

    /// Of the dashboard, with a value for each of Grafana's variables.
    static List<PromQuery> shown() {
        return dashboard().findValuesAsText("expr").stream()
                .map(text -> text.replaceAll("\\$__\\w+", "5m").replaceAll("\\$\\w+", "sommelier"))
                .map(PromQuery::new)
                .toList();
    }

    /// Of the rules and of the dashboard, those that list the values of its variables too.
    static List<PromQuery> queries() {
        Stream<PromQuery> rules =
                rules().map(rule -> new PromQuery(rule.get("expr").textValue()));
        Stream<PromQuery> lists = dashboard().findValuesAsText("definition").stream()
                .map(text -> new PromQuery(text.replaceAll(",\\s*\\w+\\)$", ")")));
        return Stream.of(rules, shown().stream(), lists).flatMap(all -> all).toList();
    }

    static List<Path> testFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("prometheus/tests"))) {
            return files.sorted().toList();
        }
    }

    /// Each query that a test puts, with what it expects.
    static List<JsonNode> expectations() throws IOException {
        return testFiles().stream()
                .flatMap(file -> read(file).findValues("promql_expr_test").stream())
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private static Stream<JsonNode> rules() {
        return read(RULES).findValues("rules").stream().flatMap(JsonNode::valueStream);
    }

    /// YAML, of which JSON is a part.
    private static JsonNode read(Path file) {
        try {
            return JSON.valueToTree(new Yaml().load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
