package dev.sommelier.ui.batch;

/// The places that photos of all pages share while they are on their way. Whoever gets none tries later.
public interface SharedSlots {
    boolean take();

    void giveBack();
}
