package dev.sommelier.app;

/// Counts of threads where 0 stands for one for each processor.
final class Processors {
    private Processors() {}

    static int orAll(int count) {
        return count == 0 ? Runtime.getRuntime().availableProcessors() : count;
    }
}
