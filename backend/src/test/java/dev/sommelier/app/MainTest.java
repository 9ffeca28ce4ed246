package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Exit codes and what stands on the console.
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysInOneLineWhatIsWrongWithASetting() {
        assertThat(run("serve", "serve.max-btch=4")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("sommelier: serve.max-btch is not a setting. Did you mean serve.max-batch?%n".formatted());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatATrainingWants() {
        assertThat(run("train")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("sommelier: dataset.path is not set.")
                .hasLineCount(1);
    }

    @Test
    void showsItsUsageIfItIsToldNothing() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("up", "serve", "train", "evaluate", "bench", "data", "runs", "config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "serve", "train", "evaluate", "bench", "data", "config", "runs"})
    void explainsEachCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example:", "./sommelier " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decant", "--decant"})
    void refusesACommandThatIsNone(String unknown) {
        assertThat(run(unknown)).isEqualTo(2);
        assertThat(err.toString()).contains("'" + unknown + "'");
    }

    @Test
    void keepsTheStackTraceOfWhatNobodyForesawOffTheConsole() throws Exception {
        assertReported(new IllegalStateException("the cork\nis stuck"), "IllegalStateException: the cork");
        assertReported(new UnsatisfiedLinkError("no cork in java.library.path"), "UnsatisfiedLinkError: no cork");
    }

    private void assertReported(Throwable broken, String words) throws Exception {
        err.getBuffer().setLength(0);
        CommandLine command = Main.commandLine().addSubcommand(new Broken(broken));
        // What is set on the whole goes to the parts that are there by then.
        command.setErr(new PrintWriter(err, true));
        command.setExecutionExceptionHandler(command.getExecutionExceptionHandler());
        assertThat(Main.execute(command, "break")).isEqualTo(1);
        assertThat(err.toString()).startsWith("sommelier: ").hasLineCount(1).contains(words);

        String line = err.toString().strip();
        Path report = Path.of(line.substring(line.lastIndexOf(' ') + 1));
        assertThat(report).content().contains(words, "\tat " + MainTest.class.getName(), "Java " + Runtime.version());
        Files.delete(report);
    }

    @Command(name = "break")
    private record Broken(Throwable with) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            switch (with) {
                case Exception e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalArgumentException(with);
            }
        }
    }

    private int run(String... arguments) {
        return Main.execute(commandLine(), arguments);
    }

    private CommandLine commandLine() {
        return Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
