package dev.sommelier.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.util.Comparator;
import java.util.stream.Stream;

/// Shows whoever manages the service what it is doing right now: where its threads are and what its memory holds.
final class DebugRoutes implements Routes {

    /// Enough to tell what a thread is at.
    private static final int FRAMES = 10;

    private final InFlight inFlight;
    private final BytesInFlight bytes;

    DebugRoutes(InFlight inFlight, BytesInFlight bytes) {
        this.inFlight = inFlight;
        this.bytes = bytes;
    }

    @Override
    public void addTo(Operations operations) {
        operations.answer("debug", this::answer);
    }

    /// Off the event loop: all threads stop for a moment while they are looked at.
    private void answer(RoutingContext rc) {
        rc.vertx()
                .executeBlocking(this::report, false)
                .onSuccess(report -> JsonAnswer.send(rc, report))
                .onFailure(rc::fail);
    }

    private JsonObject report() {
        return new JsonObject()
                .put("uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0)
                .put(
                        "in_flight",
                        new JsonObject().put("requests", inFlight.count()).put("bytes", bytes.held()))
                .put("memory", memory())
                .put("threads", threads());
    }

    private static JsonArray memory() {
        JsonArray pools = new JsonArray();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getUsage();
            if (usage != null) {
                pools.add(new JsonObject()
                        .put("name", pool.getName())
                        .put("used", usage.getUsed())
                        .put("committed", usage.getCommitted())
                        // -1 where there is no limit.
                        .put("max", usage.getMax()));
            }
        }
        return pools;
    }

    private static JsonArray threads() {
        JsonArray threads = new JsonArray();
        Stream.of(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, FRAMES))
                .sorted(Comparator.comparing(ThreadInfo::getThreadName))
                .map(DebugRoutes::described)
                .forEach(threads::add);
        return threads;
    }

    private static JsonObject described(ThreadInfo thread) {
        JsonArray frames = new JsonArray();
        Stream.of(thread.getStackTrace()).map(StackTraceElement::toString).forEach(frames::add);
        return new JsonObject()
                .put("name", thread.getThreadName())
                .put("state", thread.getThreadState().name())
                .put("frames", frames);
    }
}
