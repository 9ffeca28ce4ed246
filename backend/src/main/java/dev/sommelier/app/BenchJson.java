package dev.sommelier.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.sommelier.bench.Results;
import dev.sommelier.bench.Sample;
import dev.sommelier.bench.Spread;
import dev.sommelier.bench.StageFigures;
import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A benchmark for programs. What was not measured is null.
final class BenchJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new Jdk8Module())
            .build();

    private BenchJson() {}

    /// Before minutes are spent on figures that cannot be written.
    static void check(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Failure.CannotStart(
                    "--json %s: cannot be written. Name a file in a folder that is there.".formatted(file));
        }
    }

    static void write(BenchReport report, Path file) throws IOException {
        Files.writeString(file, of(report).toPrettyString() + "\n");
    }

    static ObjectNode of(BenchReport report) {
        BenchReport.About about = report.about();
        ObjectNode all = MAPPER.createObjectNode();
        all.put("time", Instant.now().toString());
        all.set("machine", MAPPER.valueToTree(ThisProject.environment()));
        all.set("model", model(about));
        ObjectNode photos = all.putObject("photos");
        photos.put("source", about.photos().source());
        photos.put("count", about.photos().files().size());
        photos.put("bytes", about.photos().bytes());
        about.photos().leftOut().forEach(photos.putArray("left_out")::add);
        all.put("seconds", about.plan().window().toMillis() / 1e3);
        all.put("rounds", about.plan().rounds());
        ArrayNode stages = all.putArray("stages");
        report.figures().all().forEach(stage -> stages.add(stage(stage)));
        all.set("result", result(report.figures()));
        return all;
    }

    private static ObjectNode model(BenchReport.About about) {
        return MAPPER.createObjectNode()
                .put("name", about.bundle().card().name())
                .put("version", about.bundle().card().version())
                .put("sha256", about.bundle().hash())
                .put("engine", about.engine().name())
                .put("precision", about.engine().precision())
                .put("device", about.engine().device())
                .put("workers", about.classifier().workers())
                .put("threads", about.engineThreads())
                .put("max_batch", about.classifier().maxBatch())
                .put("decoders", about.classifier().decoders());
    }

    private static ObjectNode stage(StageFigures stage) {
        ObjectNode node = MAPPER.createObjectNode().put("stage", stage.key());
        if (stage.clients() > 0) {
            node.put("clients", stage.clients());
            node.set("client_cpu_ms_per_photo", spread(stage, Sample::loadMillis));
            node.set("wrong", MAPPER.valueToTree(stage.faults()));
        }
        node.set("photos_per_second", spread(stage, Sample::photosPerSecond));
        node.set("cpu_ms_per_photo", spread(stage, Sample::cpuMillis));
        node.set("p50_ms", spread(stage, sample -> sample.latency().p50()));
        node.set("p95_ms", spread(stage, sample -> sample.latency().p95()));
        node.set("p99_ms", spread(stage, sample -> sample.latency().p99()));
        return node;
    }

    private static ObjectNode result(Results figures) {
        ObjectNode result =
                MAPPER.createObjectNode().put("clients", figures.best().clients());
        result.set("part_of_decode_and_engine", spread(figures.reached()));
        result.set("part_of_engine", spread(figures.reachedOfEngine()));
        result.set("cpu_ms_per_photo_on_top", spread(figures.cpuOnTop()));
        return result;
    }

    private static ObjectNode spread(StageFigures stage, ToDoubleFunction<Sample> figure) {
        ObjectNode node = spread(stage.spread(figure));
        ArrayNode rounds = node.putArray("rounds");
        stage.samples().stream().mapToDouble(figure).forEach(value -> {
            if (Double.isFinite(value)) {
                rounds.add(value);
            } else {
                rounds.addNull();
            }
        });
        return node;
    }

    private static ObjectNode spread(Spread spread) {
        return MAPPER.createObjectNode()
                .put("median", known(spread.median()))
                .put("low", known(spread.low()))
                .put("high", known(spread.high()));
    }

    /// JSON has no word for NaN.
    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
