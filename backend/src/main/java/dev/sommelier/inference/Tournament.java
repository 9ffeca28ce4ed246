package dev.sommelier.inference;

import dev.sommelier.inference.Trial.Contender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Finds a layout for a network on this machine by trying: the one that suits the device stays unless another is
/// clearly faster.
final class Tournament {
    /// What is not faster by more than this is as fast: machines tremble by that much.
    private static final double CLEARLY = 1.07;

    /// On a GPU: a batch that takes longer keeps its first photo waiting for too long.
    private static final double LONGEST_SECONDS = 0.1;

    /// Photos of a pass where workers and threads are compared: what suits them suits larger batches.
    private static final int PAIR = 2;

    /// Looks that fit into the time.
    private static final int LOOKS = 75;

    private static final int LARGEST_BATCH = 256;

    /// Sessions of several threads have weights of their own, and each takes a while to open.
    private static final int MOST_OF_SEVERAL_THREADS = 8;

    private final Network network;
    private final int floats;
    private final int processors;
    private final Duration longest;
    private final LongSupplier nanoClock;
    private long end;
    private boolean cutOff;
    private final List<String> said = new ArrayList<>();

    /// @param floats in one image
    /// @param longest time for all; what is not tried by then stays as it is
    /// @param nanoClock like [System#nanoTime]
    Tournament(Network network, int floats, int processors, Duration longest, LongSupplier nanoClock) {
        this.network = network;
        this.floats = floats;
        this.processors = processors;
        this.longest = longest;
        this.nanoClock = nanoClock;
    }

    /// Whether time was too short for some comparison.
    boolean cutOff() {
        return cutOff;
    }

    /// What was measured, for people.
    String said() {
        return said.isEmpty() ? "nothing was compared" : String.join("; ", said);
    }

    /// @param wanted with a 0 for each number to find
    /// @param standard the same with what suits the device
    Layout winner(Layout wanted, Layout standard) throws InterruptedException {
        boolean cpu = network.device().equals("cpu");
        Layout best = standard;
        long start = nanoClock.getAsLong();
        end = start + longest.toNanos() / 3;
        if (wanted.workers() == 0) {
            best = cpu ? threaded(wanted, best) : doubled(best);
        }
        end = start + longest.toNanos() * 3 / 4;
        if (wanted.maxBatch() == 0) {
            best = cpu ? smaller(best) : larger(best);
        }
        end = start + longest.toNanos();
        return wanted.loneThreads() == 0 && network.choosesThreads() ? lone(best) : best;
    }

    /// Fewer passes of more threads each.
    private Layout threaded(Layout wanted, Layout best) throws InterruptedException {
        Layout found = best;
        if (wanted.threads() == 0 && network.choosesThreads()) {
            for (int threads = 2; threads <= processors; threads *= 2) {
                int workers = processors / threads;
                if (workers <= MOST_OF_SEVERAL_THREADS && wins(crowd(workers, threads, PAIR), crowd(found, PAIR))) {
                    found = new Layout(workers, threads, Math.max(threads, best.loneThreads()), best.maxBatch());
                }
            }
        }
        return found;
    }

    /// A GPU may compute one batch while another is on its way to it.
    private Layout doubled(Layout best) throws InterruptedException {
        int workers = 2 * best.workers();
        return wins(crowd(workers, best.threads(), best.maxBatch()), crowd(best, best.maxBatch()))
                ? new Layout(workers, best.threads(), best.loneThreads(), best.maxBatch())
                : best;
    }

    private Layout smaller(Layout best) throws InterruptedException {
        double single = ratio(crowd(best, 1), crowd(best, best.maxBatch()));
        if (single <= 1) {
            // Then no batch between the two is clearly faster either.
            return best;
        }
        Layout found = single > CLEARLY ? batched(best, 1) : best;
        int half = best.maxBatch() / 2;
        return wins(crowd(best, half), crowd(best, found.maxBatch())) ? batched(best, half) : found;
    }

    /// Until memory, patience or the gain ends.
    private Layout larger(Layout best) throws InterruptedException {
        Layout found = best;
        for (int batch = 2 * best.maxBatch(); batch <= LARGEST_BATCH; batch *= 2) {
            if (!wins(crowd(best, batch), crowd(found, found.maxBatch()))) {
                return found;
            }
            found = batched(best, batch);
        }
        return found;
    }

    private static Layout batched(Layout layout, int batch) {
        return new Layout(layout.workers(), layout.threads(), layout.loneThreads(), batch);
    }

    /// Fewer threads for a lone photo, down to those of everybody.
    private Layout lone(Layout best) throws InterruptedException {
        int found = best.loneThreads();
        for (int threads = found / 2; threads >= best.threads(); threads /= 2) {
            found = wins(new Contender(1, threads, 1), new Contender(1, found, 1)) ? threads : found;
        }
        return new Layout(best.workers(), best.threads(), found, best.maxBatch());
    }

    private static Contender crowd(Layout layout, int batch) {
        return crowd(layout.workers(), layout.threads(), batch);
    }

    private static Contender crowd(int workers, int threads, int batch) {
        return new Contender(workers, threads, batch);
    }

    private boolean wins(Contender challenger, Contender champion) throws InterruptedException {
        return ratio(challenger, champion) > CLEARLY;
    }

    /// How many times as fast the challenger is; 0 if it cannot run, is too slow to be of use, or there was no
    /// time.
    private double ratio(Contender challenger, Contender champion) throws InterruptedException {
        Optional<Duel> duel = duel(challenger, champion);
        duel.ifPresent(result -> said.add("%s: %.2f of %s".formatted(challenger, result.ratio(), champion)));
        return duel.filter(result -> inTime(challenger, result))
                .map(Duel::ratio)
                .orElse(0.0);
    }

    /// On a CPU the larger of two batches is the champion, which nobody has to let in.
    private boolean inTime(Contender challenger, Duel result) {
        return network.device().equals("cpu") || challenger.secondsOfPass(result.speed()) <= LONGEST_SECONDS;
    }

    private boolean over() {
        return nanoClock.getAsLong() > end;
    }

    /// Empty if there was no time, or one of them cannot run: if that is the champion, the classifier will say so.
    private Optional<Duel> duel(Contender challenger, Contender champion) throws InterruptedException {
        if (over()) {
            cutOff = true;
            return Optional.empty();
        }
        try (Trial one = new Trial(network, floats, champion, nanoClock);
                Trial two = new Trial(network, floats, challenger, nanoClock)) {
            Optional<Duel> duel = Duel.between(one, two, longest.toNanos() / LOOKS, this::over);
            cutOff |= duel.isEmpty();
            return duel;
        } catch (RuntimeException | OutOfMemoryError e) {
            said.add("%s: cannot run (%s)".formatted(challenger, e.getMessage()));
            return Optional.empty();
        }
    }
}
