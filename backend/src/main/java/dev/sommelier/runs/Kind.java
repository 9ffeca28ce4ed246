package dev.sommelier.runs;

/// Which figures of a run. Where a point lies: its epoch, its step, or seconds since the run began.
enum Kind {
    EPOCH,
    STEP,
    SYSTEM
}
