package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where memory is, as `/metrics` of the whole service tells it.
class ServiceMetersTest {
    private static final List<String> NAMES = List.of(
            "process_resident_memory_bytes",
            "jvm_buffer_memory_used_bytes",
            "jvm_heap_after_gc_bytes",
            "sommelier_native_bytes",
            "sommelier_native_objects",
            "sommelier_tensors_used_bytes",
            "sommelier_tensors_free_bytes",
            "sommelier_networks_open",
            "sommelier_sessions_open",
            "sommelier_in_flight_bytes",
            "sommelier_stuck_workers");

    private static final double PIXELS = 3 * 64 * 64;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @Test
    void tellsWhereMemoryIsAndWhatEachFigureMeans() throws Exception {
        try (OperatedService running =
                OperatedService.start(folder, "inference.workers=2", "inference.lone-threads=2", "serve.capacity=77")) {
            String metrics = running.get("/metrics").body();
            assertThat(NAMES)
                    .allSatisfy(name -> assertThat(metrics)
                            .containsPattern("# HELP %s [A-Z].{9}".formatted(name))
                            .containsPattern("(?m)^%s[ {]".formatted(name)));
            assertThat(metrics).containsPattern("jvm_buffer_memory_used_bytes\\{id=\"direct\"\\} [1-9]");
            assertThat(running.metric("sommelier_networks_open")).isEqualTo(1);
            assertThat(running.metric("sommelier_sessions_open"))
                    .as("two workers, and one for a photo that comes alone")
                    .isEqualTo(3);
            assertThat(running.metric("sommelier_in_flight_limit")).isEqualTo(77);
            assertThat(running.metric("process_resident_memory_bytes")).isBetween(1e8, 1e11);
        }
    }

    @Test
    void holdsNoMoreAfterAPhotoThanBefore() throws Exception {
        try (OperatedService running = OperatedService.start(folder)) {
            // The first one may leave behind what OpenCV keeps for good.
            assertThat(running.predict().statusCode()).isEqualTo(200);
            double objects = running.metric("sommelier_native_objects");
            double bytes = running.metric("sommelier_native_bytes");
            for (int i = 0; i < 3; i++) {
                assertThat(running.predict().statusCode()).isEqualTo(200);
            }
            assertThat(running.metric("sommelier_native_objects")).isEqualTo(objects);
            assertThat(running.metric("sommelier_native_bytes")).isEqualTo(bytes);
            LifeTest.eventually(() -> running.metric("sommelier_tensors_used_bytes") == 0);
            assertThat(running.metric("sommelier_tensors_free_bytes")).isBetween(PIXELS, 3 * PIXELS);
            System.gc();
            assertThat(running.metric("jvm_heap_after_gc_bytes")).isPositive();
        }
    }
}
