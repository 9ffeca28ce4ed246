package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.StatedModel;
import dev.sommelier.model.Versions;
import java.util.List;
import java.util.stream.Collectors;

/// Models on disk by the version that a client names. Reads files: never ask it on an event loop.
sealed interface Shelf {
    /// Longer than any version; the rest of what a client wrote is not repeated to it.
    int LONGEST_SHOWN = 32;

    /// So many versions a message lists.
    int LISTED = 20;

    /// @throws Failure.UnknownVersion if there is none of that name
    /// @throws Failure.ModelRefused if its card is damaged
    StatedModel stated(String wanted);

    /// Checks every file.
    ///
    /// @throws Failure.UnknownVersion if there is none of that name
    /// @throws Failure.ModelRefused if it is damaged
    Bundle open(String wanted);

    static Shelf of(Versions versions) {
        return new Numbered(versions);
    }

    /// A folder of versions.
    record Numbered(Versions versions) implements Shelf {
        @Override
        public StatedModel stated(String wanted) {
            int number = number(wanted, versions.numbers());
            try {
                return versions.stated(number);
            } catch (Failure.BadBundle e) {
                throw Refused.of(number, versions, e);
            }
        }

        @Override
        public Bundle open(String wanted) {
            int number = number(wanted, versions.numbers());
            try {
                return versions.open(number);
            } catch (Failure.BadBundle e) {
                throw Refused.of(number, versions, e);
            }
        }
    }

    /// One bundle that has no versions beside it.
    record Alone(StatedModel model) implements Shelf {
        @Override
        public StatedModel stated(String wanted) {
            if (!wanted.equals(model.card().version())) {
                throw unknown(wanted, model.card().version());
            }
            return model;
        }

        @Override
        public Bundle open(String wanted) {
            StatedModel stated = stated(wanted);
            try {
                return Bundle.open(stated.folder());
            } catch (Failure.BadBundle e) {
                throw new Failure.ModelRefused(
                        "Version %s: %s".formatted(stated.card().version(), Refused.reason(stated.folder(), e)));
            }
        }
    }

    /// @throws Failure.UnknownVersion if none of the numbers is written so
    static int number(String wanted, List<Integer> numbers) {
        return numbers.stream()
                .filter(number -> number.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(wanted, listed(numbers)));
    }

    private static String listed(List<Integer> numbers) {
        String newest =
                numbers.reversed().stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = numbers.size() - LISTED;
        return newest + (more > 0 ? " and %d older ones".formatted(more) : "");
    }

    private static Failure.UnknownVersion unknown(String wanted, String listed) {
        return new Failure.UnknownVersion("There is no version '%s'. There are: %s.".formatted(shown(wanted), listed));
    }

    private static String shown(String wanted) {
        return wanted.length() <= LONGEST_SHOWN ? wanted : wanted.substring(0, LONGEST_SHOWN) + "…";
    }
}
