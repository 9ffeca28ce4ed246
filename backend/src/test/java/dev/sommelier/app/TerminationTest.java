package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TerminationTest {

    /// A process whose stop never ends.
    static final class Stuck {
        private Stuck() {}

        public static void main(String[] args) throws InterruptedException {
            new Termination().endWithin(Duration.ofMillis(100));
            new CountDownLatch(1).await();
        }
    }

    @Test
    void endsAProcessWhoseStopDoesNotEnd() throws Exception {
        Process stuck = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stuck.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(stuck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(stuck.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stuck.exitValue()).isEqualTo(1);
            assertThat(said).contains("ERROR").contains("The stop has not ended within 0.1 s");
        } finally {
            stuck.destroyForcibly().waitFor();
        }
    }
}
