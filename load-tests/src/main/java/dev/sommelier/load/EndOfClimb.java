package dev.sommelier.load;

import dev.sommelier.load.result.Climb;
import dev.sommelier.load.result.Recording;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Asked after each request, and looks once a second, as a look goes through all that was recorded.
final class EndOfClimb implements BooleanSupplier {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Climb climb;
    private final Recording recording;
    private final AtomicLong lastLook = new AtomicLong(System.nanoTime());

    EndOfClimb(Climb climb, Recording recording) {
        this.climb = climb;
        this.recording = recording;
    }

    @Override
    public boolean getAsBoolean() {
        long last = lastLook.get();
        long now = System.nanoTime();
        return now - last > PAUSE && lastLook.compareAndSet(last, now) && climb.isOver(recording);
    }
}
