package dev.sommelier.ui.classify;

import java.util.concurrent.Semaphore;

/// How many photos of all pages together may be on their way. Nobody waits for a slot: whoever gets none tries later.
public final class PhotoSlots {
    private final Semaphore free;

    public PhotoSlots(int count) {
        this.free = new Semaphore(count);
    }

    public boolean take() {
        return free.tryAcquire();
    }

    public void giveBack() {
        free.release();
    }
}
