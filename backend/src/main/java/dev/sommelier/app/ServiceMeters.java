package dev.sommelier.app;

import dev.sommelier.image.NativeMemory;
import dev.sommelier.inference.Footprint;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;

/// Where the memory of the service is, as far as the JVM's own figures do not tell, how full forward passes are, and
/// how many photos fit in.
final class ServiceMeters implements MeterBinder {
    private final Footprint footprint;
    private final int capacity;

    /// @param capacity photos that may be under way at once
    ServiceMeters(Footprint footprint, int capacity) {
        this.footprint = footprint;
        this.capacity = capacity;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bytes(registry, "jvm.heap.after.gc", "Heap in use after the last collection", ServiceMeters::heapAfterGc);
        bytes(registry, "sommelier.tensors.used", "Memory that holds a decoded photo", footprint::tensorBytesInUse);
        bytes(registry, "sommelier.tensors.free", "Memory kept for the next photo", footprint::tensorBytesFree);
        bytes(registry, "sommelier.native", "OpenCV's objects and buffers, without pixels", NativeMemory::bytes);
        count(registry, "sommelier.native.objects", "OpenCV's objects and buffers open", NativeMemory::objects);
        count(registry, "sommelier.networks.open", "Networks that an engine has loaded", footprint::networks);
        count(registry, "sommelier.sessions.open", "Ways into a network that are open", footprint::sessions);
        count(registry, "sommelier.in.flight.limit", "Photos that may be under way at once", () -> capacity);
        footprint.watchPasses(passes(registry)::record);
    }

    private static DistributionSummary passes(MeterRegistry registry) {
        return DistributionSummary.builder("sommelier.pass.size")
                .description("Photos in each forward pass")
                .baseUnit("photos")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
    }

    private static void bytes(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).baseUnit("bytes").register(registry);
    }

    private static void count(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /// A pool that was never collected says nothing.
    private static long heapAfterGc() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
