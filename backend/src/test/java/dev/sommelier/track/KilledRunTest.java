package dev.sommelier.track;

import static dev.sommelier.track.Recorded.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run in a process of its own, which is killed.
class KilledRunTest {
    @TempDir
    Path folder = Path.of("");

    /// Writes until it is killed.
    static final class Child {
        public static void main(String[] arguments) throws InterruptedException {
            Run run = new Tracking(Path.of(arguments[0]), Duration.ZERO, System.err::println)
                    .create("pets", Map.of(), Recorded.HERE, Map.of());
            for (int epoch = 1; ; epoch++) {
                for (int step = 1; step <= 10; step++) {
                    run.step(10L * (epoch - 1) + step, epoch, loss(1.0 / step));
                }
                run.epoch(epoch, loss(1.0 / epoch));
                System.out.println(epoch);
                Thread.sleep(5);
            }
        }
    }

    @Test
    void isFoundInterruptedAndCanBeTakenUpAgain() throws Exception {
        Process child = start();
        try {
            BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
            while (!"5".equals(lines.readLine())) {
                assertThat(child.isAlive()).isTrue();
            }
            StoredRun running = new Runs(folder).find("last");
            assertThat(running.state()).isEqualTo(RunState.RUNNING);
            assertThat(running.card().session().process().pid()).isEqualTo(child.pid());
            assertThatThrownBy(() -> new Recorded(folder).tracking().resume(running.folder(), 0))
                    .isInstanceOf(Failure.CannotStart.class)
                    .hasMessageContaining("process " + child.pid());
        } finally {
            child.destroyForcibly().waitFor();
        }
        StoredRun killed = new Runs(folder).find("last");
        assertThat(killed.state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(killed.epochs()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(killed.steps()).hasSizeGreaterThanOrEqualTo(50);

        Run again = new Recorded(folder).tracking().resume(killed.folder(), 3);
        assertThat(new Runs(folder).find("last").state()).isEqualTo(RunState.RUNNING);
        again.step(31, 4, loss(0));
        again.finish();
        StoredRun done = new Runs(folder).find("last");
        assertThat(done.state()).isEqualTo(RunState.FINISHED);
        assertThat(done.steps().stream().map(line -> line.step().orElseThrow()))
                .hasSize(31)
                .doesNotHaveDuplicates();
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
