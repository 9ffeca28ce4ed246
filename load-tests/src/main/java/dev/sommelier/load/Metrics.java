package dev.sommelier.load;

import com.sun.management.OperatingSystemMXBean;
import dev.sommelier.load.result.Look;
import dev.sommelier.load.result.Recording;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks at what the service uses, every other second, through its `/metrics`.
final class Metrics implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI metrics;
    private final Recording recording;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Thread thread;
    private final List<Look> looks = new ArrayList<>();

    Metrics(URI management, Recording recording) {
        metrics = management.resolve("/metrics");
        this.recording = recording;
        thread = Thread.ofPlatform().daemon().name("metrics").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                if (recording.hasStarted()) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One that fails is left out: the service may have other things to do.
    private void look() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
        try {
            String text =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Look look = new Look(
                    recording.now(),
                    value(text, "system_cpu_count"),
                    value(text, "process_cpu_time_ns_total") / 1e9,
                    value(text, "process_resident_memory_bytes"),
                    own());
            synchronized (looks) {
                looks.add(look);
            }
        } catch (IOException | NumberFormatException e) {
            // The next one may succeed.
        }
    }

    private static double own() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static double value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    List<Look> looks() {
        synchronized (looks) {
            return List.copyOf(looks);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        client.shutdownNow();
    }
}
