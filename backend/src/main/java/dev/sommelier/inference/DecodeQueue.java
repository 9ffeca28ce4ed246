package dev.sommelier.inference;

import dev.sommelier.model.ModelCard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Photos that wait for a decoder, and the decoders.
///
/// They wait as they came, for a decoded one takes several times the memory: only as many are decoded as the workers
/// need at hand, so a long queue costs little, and a photo that comes too late or whose client left costs no decoding.
final class DecodeQueue {
    private final WorkerPool pool;
    private final int decoders;
    private final Slots slots;
    private final Places places;
    private final Consumer<Waiting> next;
    private final Deque<Undecoded> waiting = new ArrayDeque<>();
    private int busy;
    private boolean closed;

    private record Undecoded(Input photo, Runnable decoded, Order order) {}

    /// @param next takes decoded photos, and closes them once it is done
    DecodeQueue(
            Pools.Share pools,
            ClassifierConfig config,
            ModelCard card,
            Places places,
            Footprint footprint,
            Consumer<Waiting> next) {
        this.decoders = config.decoders();
        this.slots = new Slots(card.preprocessing().floats(), config.decodedAhead(), footprint, this::dispatch);
        this.places = places;
        this.next = next;
        this.pool = pools.open("decode", decoders);
    }

    /// Never blocks. The queue is as long as there are places.
    ///
    /// @param decoded told when a readable photo's bytes are not needed any more
    /// @throws dev.sommelier.failure.Failure.Overloaded if it is closed
    synchronized void add(Input photo, Runnable decoded, Order order) {
        if (closed) {
            throw Places.draining();
        }
        waiting.add(new Undecoded(photo, decoded, order));
        dispatch();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void dispatch() {
        while (!waiting.isEmpty() && busy < decoders) {
            Optional<Slots.Slot> slot = slots.claim();
            if (slot.isEmpty()) {
                return;
            }
            start(waiting.remove(), slot.get());
        }
    }

    private void start(Undecoded photo, Slots.Slot slot) {
        busy++;
        try {
            pool.run(photo.order().answer().context(), () -> run(photo, slot));
        } catch (Throwable e) {
            // Errors too: without memory for another thread, the photos behind this one still have decoders.
            busy--;
            slot.drop();
            photo.order().answer().fail(e);
        }
    }

    private void run(Undecoded photo, Slots.Slot slot) {
        boolean passedOn = false;
        try {
            photo.order().check(places);
            next.accept(decode(photo, slot));
            passedOn = true;
        } catch (Throwable e) {
            // Errors too: a decoder without memory must not leave anybody waiting for ever.
            photo.order().answer().fail(e);
        } finally {
            try {
                leave();
            } finally {
                if (!passedOn) {
                    slot.close();
                }
            }
        }
    }

    private Waiting decode(Undecoded photo, Slots.Slot slot) {
        long start = System.nanoTime();
        Picture picture = read(photo.photo(), slot);
        long end = System.nanoTime();
        photo.decoded().run();
        return new Waiting(slot, picture, end, start - photo.order().asked(), end - start, photo.order());
    }

    /// A photo that cannot be read was work, too.
    private Picture read(Input photo, Slots.Slot slot) {
        try {
            return photo.read(slot.pixels());
        } catch (RuntimeException e) {
            places.served(1);
            throw e;
        }
    }

    private synchronized void leave() {
        busy--;
        dispatch();
    }

    /// Refuses the photos that still wait and lets those end that are being decoded.
    ///
    /// @return whether they ended within the time
    boolean close(Duration longest) throws InterruptedException {
        left().forEach(photo -> photo.order().answer().fail(Places.draining()));
        boolean ended = pool.end(longest);
        slots.close();
        return ended;
    }

    private synchronized List<Undecoded> left() {
        closed = true;
        List<Undecoded> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }
}
