package dev.sommelier.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Asks `nvidia-smi`. Where there is none, or it fails, it is asked once and never again.
///
/// @see <a href="https://docs.nvidia.com/deploy/nvidia-smi/index.html">nvidia-smi, --query-gpu</a>
final class Gpus {
    private static final long LONGEST_SECONDS = 5;

    private final List<String> command;
    private boolean absent;

    /// @param utilisation 0 to 1
    record Gpu(double utilisation, long memoryBytes) {
        private static Gpu of(String line) {
            String[] parts = line.split(",", -1);
            return new Gpu(Double.parseDouble(parts[0].strip()) / 100, Long.parseLong(parts[1].strip()) << 20);
        }
    }

    Gpus(String program) {
        command = List.of(program, "--query-gpu=utilization.gpu,memory.used", "--format=csv,noheader,nounits");
    }

    List<Gpu> read() throws InterruptedException {
        if (absent) {
            return List.of();
        }
        try {
            return ask();
        } catch (IOException | NumberFormatException e) {
            absent = true;
            return List.of();
        }
    }

    private List<Gpu> ask() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("no answer");
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(answer.strip().split("\n", -1)).map(Gpu::of).toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
