package dev.sommelier.track;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `environment.json`: where a run took place, as far as its figures may hang on it.
///
/// @param os name and version
/// @param processors that the process may use
/// @param memoryBytes of the machine, or of the container
/// @param heapBytes most that the Java heap may take
/// @param libraries name to version
/// @param commit of the project
/// @param command the command line; secrets are hidden
public record Environment(
        String java,
        String os,
        String architecture,
        int processors,
        long memoryBytes,
        long heapBytes,
        Map<String, String> libraries,
        Optional<String> commit,
        List<String> command) {
    public Environment {
        libraries = new TreeMap<>(libraries);
        command = Secrets.masked(command);
    }

    /// This process.
    public static Environment current(Map<String, String> libraries, Optional<String> commit, List<String> command) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Environment(
                Runtime.version().toString(),
                system.getName() + " " + system.getVersion(),
                system.getArch(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                Runtime.getRuntime().maxMemory(),
                libraries,
                commit,
                command);
    }
}
