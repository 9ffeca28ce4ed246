package dev.sommelier.load.result;

import java.util.List;

/// Finds the highest rate of rising ones that keeps the promise. One that breaks it may have had bad luck; two in a
/// row end the climb.
public record Climb(Timeline timeline, Promise promise) {
    /// Time after a step in which its last answers may come.
    private static final double SETTLED_SECONDS = 2;

    /// Arrivals a second; 0 if not even the first was kept.
    double highestKept(List<Part> parts) {
        double highest = 0;
        int broken = 0;
        for (Part part : parts) {
            boolean kept = isKept(part);
            broken = kept ? 0 : broken + 1;
            if (broken == 2) {
                break;
            }
            highest = kept ? part.phase().rate() : highest;
        }
        return highest;
    }

    boolean isKept(Part part) {
        return promise.isKeptBy(part.figures(), part.phase().rate());
    }

    /// Whether nothing more can come of it: two steps in a row are done, and broke the promise.
    public boolean isOver(Recording recording) {
        double now = recording.now();
        int current = timeline.indexAt(now);
        if (current < 2 || now < timeline.start(current) + SETTLED_SECONDS) {
            return false;
        }
        List<Sample> samples = recording.samples();
        return isBroken(current - 1, samples) && isBroken(current - 2, samples);
    }

    private boolean isBroken(int index, List<Sample> samples) {
        Phase phase = timeline.phases().get(index);
        return phase.judged()
                && !isKept(new Part(phase, Figures.of(samples, timeline.start(index), timeline.end(index))));
    }
}
