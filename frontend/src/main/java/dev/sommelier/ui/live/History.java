package dev.sommelier.ui.live;

import java.util.ArrayList;
import java.util.List;

/// The last two minutes, at most. It never changes, so any thread may read it.
///
/// @param growths one for each moment
/// @param whole all of them together
/// @param latest empty at the beginning, else one
record History(List<Moment> moments, List<Growth> growths, Growth whole, List<Reading> latest) {
    static final History NONE = new History(List.of(), List.of(), Growth.UNKNOWN, List.of());

    static final long SPAN_MS = 120_000;

    private static final int MOST_MOMENTS = 120;
    private static final int RECENT = 10;

    /// After a longer pause nothing is known of it: a line across would be made up.
    private static final long LONGEST_STEP_MS = 10_000;

    History {
        moments = List.copyOf(moments);
        growths = List.copyOf(growths);
        latest = List.copyOf(latest);
    }

    History with(Reading reading) {
        var kept = new ArrayList<>(moments);
        var parts = new ArrayList<>(growths);
        while (!kept.isEmpty() && isOver(kept.getFirst(), kept.size(), reading.at())) {
            kept.removeFirst();
            parts.removeFirst();
        }
        Growth last = since(reading);
        parts.add(last);
        Growth recent = Growth.sum(parts.subList(Math.max(0, parts.size() - RECENT), parts.size()));
        kept.add(Moment.of(reading, last, recent));
        return new History(kept, parts, Growth.sum(parts), List.of(reading));
    }

    /// Also where the clock was set back.
    private static boolean isOver(Moment first, int count, long now) {
        return count >= MOST_MOMENTS || first.at() < now - SPAN_MS || first.at() > now;
    }

    private Growth since(Reading reading) {
        if (latest.isEmpty()) {
            return Growth.UNKNOWN;
        }
        Reading before = latest.getFirst();
        long pause = reading.at() - before.at();
        return pause <= 0 || pause > LONGEST_STEP_MS ? Growth.UNKNOWN : Growth.between(before, reading);
    }
}
