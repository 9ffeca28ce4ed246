package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.util.HashSet;
import java.util.List;
import org.apache.commons.text.StringTokenizer;

/// One setting, or the choice of one group, with the values that it takes in turn.
///
/// @param values at least one, all different
/// @param origin where they were given, for people
record Axis(String key, List<String> values, String origin) {
    Axis {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new Failure.BadConfig("%s: a sweep needs values for it, for example %s=A,B".formatted(key, key));
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new Failure.BadConfig(
                    "%s: a sweep would try the same value twice in %s".formatted(key, String.join(",", values)));
        }
        if (key.equals(Group.SWEEP.key())) {
            throw new Failure.BadConfig("a sweep cannot sweep over sweeps: give one as sweep=NAME");
        }
    }

    /// Reads `train.learning-rate=1e-3,3e-4`. A value with a comma stands in double quotes.
    static Axis parse(String argument) {
        Assignment values = Assignment.parse(argument);
        List<String> parts = StringTokenizer.getCSVInstance(values.value())
                .setIgnoreEmptyTokens(false)
                .getTokenList();
        return new Axis(values.key(), parts, values.origin());
    }

    List<Assignment> assignments() {
        return values.stream().map(value -> new Assignment(key, value, origin)).toList();
    }

    /// A single value is the same at every point.
    boolean varies() {
        return values.size() > 1;
    }
}
