package dev.sommelier.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs a stage uncounted until the JIT compilers have settled: a server runs for months, and compiles for its first
/// minute.
final class WarmUp {

    /// Windows at most, for what never settles.
    private static final int MOST = 15;

    /// Part of a window that compilers may take once they have settled.
    private static final double SETTLED = 0.04;

    private WarmUp() {}

    /// @param window time after which it looks again
    /// @param stopped ends it early
    static void run(Stage stage, Duration window, BooleanSupplier stopped) throws InterruptedException {
        for (int i = 0; i < MOST && !stopped.getAsBoolean(); i++) {
            long before = compiling();
            stage.measure(window, stopped);
            if (compiling() - before < SETTLED * window.toMillis()) {
                return;
            }
        }
    }

    /// Milliseconds that all compilers together have taken; 0 where nobody counts.
    private static long compiling() {
        @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers != null && compilers.isCompilationTimeMonitoringSupported()
                ? compilers.getTotalCompilationTime()
                : 0;
    }
}
