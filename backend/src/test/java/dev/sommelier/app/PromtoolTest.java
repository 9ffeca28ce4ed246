package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus' own tool says of the folder `monitoring`. `./sommelier test` sees to it that the tool is there;
/// without
/// it these tests are skipped.
class PromtoolTest {

    @Test
    void acceptsTheConfigurationAndTheRulesThatItNames() throws Exception {
        assertThat(promtool("check", "config", MonitoringFolder.CONFIG.toString()))
                .contains("1 rule files found", "rules found");
    }

    @Test
    void everyAlertFiresWhenItShallAndKeepsQuietElse() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        MonitoringFolder.testFiles().forEach(file -> arguments.add(file.toString()));
        assertThat(promtool(arguments.toArray(String[]::new))).contains("SUCCESS");
    }

    @Test
    void understandsEveryQueryOfTheDashboard(@TempDir Path folder) throws Exception {
        List<PromQuery> queries = MonitoringFolder.shown();
        List<Map<String, String>> rules = Stream.iterate(0, i -> i < queries.size(), i -> i + 1)
                .map(i -> Map.of("record", "query:" + i, "expr", queries.get(i).text()))
                .toList();
        Path file = folder.resolve("dashboard.rules.yml");
        new ObjectMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));
        assertThat(promtool("check", "rules", file.toString())).contains("%d rules found".formatted(queries.size()));
    }

    private static String promtool(String... arguments) throws Exception {
        Optional<String> tool = installed();
        assumeTrue(tool.isPresent(), "no promtool; ./sommelier test installs it, or says how");
        Process process = new ProcessBuilder(
                        Stream.concat(tool.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        String output = process.inputReader().readAllAsString();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Optional<String> installed() {
        String[] path = Objects.requireNonNull(System.getenv("PATH")).split(File.pathSeparator, -1);
        Stream<String> found = Stream.of(path)
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .map(Path::toString);
        return Stream.concat(Stream.ofNullable(System.getenv("SOMMELIER_PROMTOOL")), found)
                .findFirst();
    }
}
