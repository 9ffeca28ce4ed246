package dev.sommelier.load.result;

import java.util.List;

/// Phases one after the other.
public record Timeline(List<Phase> phases) {
    public Timeline {
        phases = List.copyOf(phases);
        if (phases.stream().noneMatch(Phase::judged)) {
            throw new IllegalArgumentException("a load needs a phase that counts");
        }
    }

    /// Seconds from the start of the load until a phase begins.
    double start(int phase) {
        return phases.subList(0, phase).stream().mapToDouble(Phase::seconds).sum();
    }

    double end(int phase) {
        return start(phase) + phases.get(phase).seconds();
    }

    /// The last one for what comes later.
    int indexAt(double seconds) {
        int index = 0;
        while (index < phases.size() - 1 && seconds >= end(index)) {
            index++;
        }
        return index;
    }

    Phase at(double seconds) {
        return phases.get(indexAt(seconds));
    }

    int indexOf(String name) {
        return phases.stream().map(Phase::name).toList().indexOf(name);
    }

    /// Seconds from the start of the load until its first phase that counts.
    double judgedFrom() {
        int first = 0;
        while (!phases.get(first).judged()) {
            first++;
        }
        return start(first);
    }

    public double seconds() {
        return end(phases.size() - 1);
    }
}
