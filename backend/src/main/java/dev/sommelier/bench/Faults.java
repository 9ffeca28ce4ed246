package dev.sommelier.bench;

import java.util.Map;
import java.util.TreeMap;

/// Counts wrong answers by what is wrong with them. Thread-safe.
final class Faults {
    private static final int KINDS = 5;
    private static final String OTHER = "something else";

    private final Map<String, Long> counts = new TreeMap<>();

    synchronized void add(String what) {
        boolean told = counts.size() < KINDS || counts.containsKey(what);
        counts.merge(told ? what : OTHER, 1L, Long::sum);
    }

    synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
