package dev.sommelier.bench;

/// One photo or one batch on its way through a stage; taken again and again, by one thread at a time.
@FunctionalInterface
interface Turn {

    /// @return photos that were done right
    int take() throws InterruptedException;
}
