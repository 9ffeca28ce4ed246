package dev.sommelier.load.result;

import java.util.ArrayList;
import java.util.List;

/// Holds what was seen against what was promised.
public final class Judge {
    /// The part of the requests that the generator has to get out for the figures to mean anything.
    static final double LEAST_SENT = 0.9;

    private final Load load;
    private final Promise promise;
    private final List<Finding> findings = new ArrayList<>();

    private Judge(Load load) {
        this.load = load;
        this.promise = load.promise();
    }

    /// @param looks at the service while it worked; empty where it shows nobody
    public static Verdict of(Load load, List<Sample> samples, List<Look> looks) {
        return new Judge(load).verdict(samples, looks);
    }

    private Verdict verdict(List<Sample> samples, List<Look> looks) {
        Timeline timeline = load.timeline();
        List<Part> parts = Part.of(timeline, samples);
        double last = parts.isEmpty() ? timeline.seconds() : end(timeline, parts.getLast());
        Figures all = Figures.of(samples, timeline.judgedFrom(), last);
        Usage usage = Look.usage(looks, timeline, samples);
        double rate = load.shape().climbs() ? new Climb(timeline, promise).highestKept(parts) : all.goodput();
        answers(all);
        if (load.shape().climbs()) {
            climb(rate, parts);
        } else {
            held(all, parts, usage);
        }
        if (load.shape() == Shape.BURST) {
            recovery(Recovery.of(timeline, samples, promise.tolerance()));
        }
        return new Verdict(load, all, parts, rate, List.copyOf(findings), usage);
    }

    private static double end(Timeline timeline, Part part) {
        return timeline.end(timeline.phases().indexOf(part.phase()));
    }

    /// What counts at any rate.
    private void answers(Figures all) {
        find(
                !Double.isNaN(all.p50()),
                "%d photos were sent, %.1f a second were answered".formatted(all.photos(), all.goodput()));
        boolean climbs = load.shape().climbs();
        double errors = climbs ? all.faults() : promise.errorsOf(all);
        String but = climbs || promise.refusals() ? " (503 not counted)" : "";
        find(
                errors <= promise.errors(),
                "%s went wrong%s, at most %s may".formatted(percent(errors), but, percent(promise.errors())));
        find(
                all.otherClass() <= promise.otherClass(),
                "%s of the photos of known class got another, at most %s may"
                        .formatted(percent(all.otherClass()), percent(promise.otherClass())));
    }

    private void climb(double rate, List<Part> parts) {
        boolean top = !parts.isEmpty() && rate == parts.getLast().phase().rate();
        find(
                rate > 0,
                "up to %.1f photos a second kept the promise (%s)%s"
                        .formatted(rate, limits(), top ? "; none broke it, so it may take more" : ""));
    }

    private String limits() {
        List<String> limits = new ArrayList<>();
        if (promise.p95() > 0) {
            limits.add("p95 %.0f ms".formatted(promise.p95()));
        }
        if (promise.p99() > 0) {
            limits.add("p99 %.0f ms".formatted(promise.p99()));
        }
        limits.add("errors " + percent(promise.errors()));
        return String.join(", ", limits);
    }

    private void held(Figures all, List<Part> parts, Usage usage) {
        sent(all, parts);
        most("p95 %.0f ms, at most %.0f ms is promised", all.p95(), promise.p95());
        most("p99 %.0f ms, at most %.0f ms is promised", all.p99(), promise.p99());
        most("%.0f CPU-ms a photo, at most %.0f are promised", usage.cpuMillis(), promise.cpuMillis());
        if (promise.goodput() > 0) {
            find(
                    all.goodput() >= promise.goodput() * load.capacity(),
                    "%.1f photos a second were answered, %s of %.1f, at least %s is promised"
                            .formatted(
                                    all.goodput(),
                                    percent(all.goodput() / load.capacity()),
                                    load.capacity(),
                                    percent(promise.goodput())));
        }
    }

    private void sent(Figures all, List<Part> parts) {
        double due = parts.stream()
                .mapToDouble(part -> part.phase().rate() * part.phase().seconds())
                .sum();
        if (all.requests() < LEAST_SENT * due) {
            find(
                    false,
                    "the generator sent %d requests where %.0f were due: it has too little processor"
                            .formatted(all.requests(), due));
        }
    }

    /// What is not known is not held against anybody; the figures say so.
    private void most(String form, double value, double limit) {
        if (limit > 0 && !Double.isNaN(value)) {
            find(value <= limit, form.formatted(value, limit));
        }
    }

    private void recovery(Recovery recovery) {
        double limit = promise.recovery().toNanos() / 1e9;
        String back = Double.isInfinite(recovery.seconds())
                ? "never"
                : "%.0f s after the burst".formatted(recovery.seconds());
        find(
                limit == 0 || recovery.seconds() <= limit,
                "p95 was back at its former %.0f ms (%.1f times that at most) %s, at most %.0f s is promised"
                        .formatted(recovery.before(), promise.tolerance(), back, limit));
    }

    private void find(boolean kept, String text) {
        findings.add(new Finding(text, kept));
    }

    private static String percent(double part) {
        return (part > 0 && part < 0.01 ? "%.2f %%" : "%.1f %%").formatted(100 * part);
    }
}
