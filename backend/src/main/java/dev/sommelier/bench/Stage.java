package dev.sommelier.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/// One part of a photo's way, ready to be measured again and again.
///
/// @param name for people
/// @param key for programs
/// @param turns one for each thread that works at once
/// @param threads where the turns are taken
/// @param photos started again with each window, so that all stages get the same ones
/// @param timed whether a turn is one photo, whose time says something
/// @param load whether the threads only ask for the work, which others of this process do
record Stage(
        String name,
        String key,
        List<Turn> turns,
        CountedThreads threads,
        Rotation photos,
        boolean timed,
        boolean load,
        Faults faults) {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /// @param stopped ends the window early, after the turns that run
    Sample measure(Duration window, BooleanSupplier stopped) throws InterruptedException {
        photos.restart();
        long all = PROCESS.getProcessCpuTime();
        long own = threads.cpuNanos();
        List<Tally> tallies = threads.all(tasks(window.toNanos(), stopped));
        double asking = load ? threads.cpuNanos() - own : 0;
        double working = PROCESS.getProcessCpuTime() - all - asking;
        long done = tallies.stream().mapToLong(Tally::photos).sum();
        return new Sample(
                done,
                // Each thread by its own time: at the end, some still work while others are done.
                tallies.stream().mapToDouble(Tally::photosPerSecond).sum(),
                perPhoto(working, done),
                perPhoto(asking, done),
                timed ? latency(tallies) : Latency.NONE);
    }

    private List<Callable<Tally>> tasks(long nanos, BooleanSupplier stopped) {
        return turns.stream()
                .<Callable<Tally>>map(turn -> () -> Tally.of(turn, nanos, stopped))
                .toList();
    }

    private static double perPhoto(double nanos, long photos) {
        return photos == 0 ? Double.NaN : nanos / 1e6 / photos;
    }

    private static Latency latency(List<Tally> tallies) {
        return Latency.of(tallies.stream()
                .flatMap(tally -> tally.nanos().stream())
                .mapToLong(Long::longValue)
                .toArray());
    }
}
