package dev.sommelier.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.model.ModelCard;
import dev.sommelier.model.RandomModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Feedback that was taken by a process which is killed.
class KilledFeedbackTest {
    private static final ModelCard CARD = RandomModel.card(1, 64);

    @TempDir
    Path folder = Path.of("");

    private static FeedbackLog log(Path folder) {
        String database = MonitorConfig.h2(folder.resolve("feedback").toString());
        return new FeedbackLog(new MonitorConfig(100, database, "", ""), new SimpleMeterRegistry());
    }

    /// Stores three, says so, and waits to be killed.
    static final class Child {
        @SuppressWarnings("resource")
        public static void main(String[] arguments) throws Exception {
            FeedbackLog log = log(Path.of(arguments[0]));
            for (String id : List.of("a", "b", "c")) {
                log.remember(id, CARD, 0, 0.9f);
                log.take(new FeedbackRequest(id, Optional.of("wine"))).join();
            }
            System.out.println("stored");
            Thread.sleep(60_000);
        }
    }

    @Test
    void isStillThereAndMoreIsTaken() throws Exception {
        Process child = start();
        try {
            BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
            assertThat(lines.readLine()).isEqualTo("stored");
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (FeedbackLog log = log(folder)) {
            assertThat(log.counts().join()).containsExactly(new FeedbackTable.Count("random", "1", "beer", "wine", 3));
            log.remember("d", CARD, 0, 0.9f);
            log.take(new FeedbackRequest("d", Optional.empty())).join();
            assertThat(log.counts().join()).hasSize(2);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
