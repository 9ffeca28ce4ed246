package dev.sommelier.bench;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How long is measured, and how hard the API is pressed.
///
/// @param window time for each stage in each round, 0.1 s to 10 min
/// @param rounds 1 to 100; each goes through all stages, so that a machine that grows slower slows all of them
/// @param concurrency numbers of clients at once, each 1 to 1000
public record Plan(Duration window, int rounds, List<Integer> concurrency) {
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    public Plan {
        concurrency = List.copyOf(concurrency);
        if (window.compareTo(Duration.ofMillis(100)) < 0 || window.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new Failure.BadConfig("--seconds: need 0.1 to 600, got " + window.toMillis() / 1e3);
        }
        if (rounds < 1 || rounds > 100) {
            throw new Failure.BadConfig("--rounds: need 1 to 100, got " + rounds);
        }
        if (concurrency.isEmpty() || !concurrency.stream().allMatch(clients -> clients >= 1 && clients <= 1000)) {
            throw new Failure.BadConfig(
                    "--concurrency: need numbers of 1 to 1000, separated by commas, such as 1,8,32; got "
                            + concurrency);
        }
        if (concurrency.stream().distinct().count() < concurrency.size()) {
            throw new Failure.BadConfig("--concurrency: each number is measured once; got " + concurrency);
        }
    }

    /// @param list as typed, such as `1,8,32`
    public static List<Integer> concurrency(String list) {
        List<Integer> numbers = new ArrayList<>();
        try {
            Stream.of(list.split(",", -1))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .forEach(numbers::add);
        } catch (NumberFormatException e) {
            throw new Failure.BadConfig(
                    "--concurrency: need numbers of 1 to 1000, separated by commas, such as 1,8,32; got '%s'"
                            .formatted(list));
        }
        return numbers;
    }

    /// Before the first round, uncounted and as often as [WarmUp] finds right: compilers, caches and connections.
    Duration warmUp() {
        return window.compareTo(WARM_UP) < 0 ? window : WARM_UP;
    }

    /// Before each window, uncounted: the stage before it has left other code compiled and other queues full.
    Duration leadIn() {
        return window.dividedBy(4);
    }

    int mostClients() {
        return concurrency.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
