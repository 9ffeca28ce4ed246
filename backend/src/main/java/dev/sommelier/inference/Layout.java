package dev.sommelier.inference;

import dev.sommelier.failure.Failure;

/// How forward passes share a machine. A 0 is a number that is not chosen yet.
///
/// @param workers passes at once, 0 to 256
/// @param threads of each pass on a CPU, 0 to 256
/// @param loneThreads of the pass of a photo that is alone in the service, 0 to 256; no more than `threads` gives
///     it no pass of its own kind
/// @param maxBatch photos in one pass, 0 to 256
public record Layout(int workers, int threads, int loneThreads, int maxBatch) {
    private static final int MOST = 256;

    /// More threads than this gain a network of this size nothing, unless it is measured that they do.
    private static final int LONE = 8;

    private static final int BATCH = 8;

    public Layout {
        within("inference.workers", workers);
        within("inference.threads", threads);
        within("inference.lone-threads", loneThreads);
        within("serve.max-batch", maxBatch);
    }

    /// The same with what suits the device wherever nothing is chosen: a CPU gets a single-threaded pass for each
    /// processor, and a lone photo all of them.
    ///
    /// @param device `cpu`, `gpu:0`, …
    Layout on(String device, int processors) {
        boolean cpu = device.equals("cpu");
        int each = or(threads, 1);
        return new Layout(
                or(workers, cpu ? Math.max(1, processors / each) : 1),
                each,
                or(loneThreads, cpu ? Math.max(each, Math.min(processors, LONE)) : each),
                or(maxBatch, BATCH));
    }

    /// Whether nothing is left to choose.
    boolean settled() {
        return workers > 0 && threads > 0 && loneThreads > 0 && maxBatch > 0;
    }

    /// Whether this has each number that the other one has chosen.
    boolean keeps(Layout chosen) {
        return workers == or(chosen.workers, workers)
                && threads == or(chosen.threads, threads)
                && loneThreads == or(chosen.loneThreads, loneThreads)
                && maxBatch == or(chosen.maxBatch, maxBatch);
    }

    private static int or(int chosen, int otherwise) {
        return chosen == 0 ? otherwise : chosen;
    }

    private static void within(String key, int value) {
        if (value < 0 || value > MOST) {
            throw new Failure.BadConfig("%s: need 0 to %d, got %d".formatted(key, MOST, value));
        }
    }

    /// For people.
    @Override
    public String toString() {
        return "workers %d, threads %d, lone-threads %d, max-batch %d"
                .formatted(workers, threads, loneThreads, maxBatch);
    }
}
