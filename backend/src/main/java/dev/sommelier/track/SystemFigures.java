package dev.sommelier.track;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A line of `system.jsonl`: `time`, `cpu_process` and `cpu_machine` (0 to 1, of all processors),
/// `resident_bytes`, `heap_bytes`, and `gpus` (`utilisation` 0 to 1, `memory_bytes`). What cannot be had is left
/// out.
final class SystemFigures {
    /// Linux alone.
    private static final Path STATUS = Path.of("/proc/self/status");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Gpus gpus;
    private final Clock clock;

    SystemFigures(Gpus gpus, Clock clock) {
        this.gpus = gpus;
        this.clock = clock;
    }

    /// Loads are those since the last time.
    Map<String, Object> read() throws InterruptedException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant());
        known(line, "cpu_process", system.getProcessCpuLoad());
        known(line, "cpu_machine", system.getCpuLoad());
        long resident = residentBytes();
        if (resident > 0) {
            line.put("resident_bytes", resident);
        }
        line.put(
                "heap_bytes",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        List<Gpus.Gpu> all = gpus.read();
        if (!all.isEmpty()) {
            line.put("gpus", all);
        }
        return line;
    }

    private static void known(Map<String, Object> line, String name, double load) {
        if (load >= 0) {
            line.put(name, Math.round(load * 1e4) / 1e4);
        }
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
