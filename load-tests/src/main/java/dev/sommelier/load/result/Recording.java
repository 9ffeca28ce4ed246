package dev.sommelier.load.result;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Every answer, as it comes in. The first request starts the clock. May be used by many threads.
public final class Recording {
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final Timeline timeline;
    private final AtomicLong start = new AtomicLong(NOT_STARTED);
    private final List<Sample> samples = new ArrayList<>();

    public Recording(Timeline timeline) {
        this.timeline = timeline;
    }

    /// What a request that is made now is called in the report: the warm-up stays apart, and so does each step.
    public String nameNow(Kind kind) {
        Phase phase = timeline.at(now());
        boolean apart = !phase.judged()
                || timeline.phases().stream().filter(Phase::judged).count() > 1;
        return apart ? kind.request() + ", " + phase.name() : kind.request();
    }

    /// A request begins.
    ///
    /// @return when, for [#add]
    public long ask() {
        // In this order: the first request must not come before the clock's start.
        long start = started();
        return Math.max(start, System.nanoTime());
    }

    /// Its answer is there, or will never be.
    ///
    /// @param asked by [#ask]
    public void add(Kind kind, long asked, Outcome outcome) {
        double millis = (System.nanoTime() - asked) / 1e6;
        Sample sample = new Sample((asked - started()) / 1e9, millis, kind, outcome);
        synchronized (samples) {
            samples.add(sample);
        }
    }

    /// So far, in the order of their answers.
    public List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    /// Whether anything was asked yet.
    public boolean hasStarted() {
        return start.get() != NOT_STARTED;
    }

    /// Seconds since the first request.
    public double now() {
        return (System.nanoTime() - started()) / 1e9;
    }

    private long started() {
        start.compareAndSet(NOT_STARTED, System.nanoTime());
        return start.get();
    }
}
