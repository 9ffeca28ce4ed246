package dev.sommelier.ui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.api.Prediction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History(2);

    @Test
    void keepsTheLatestAnswersAndWhatWasSaidOfThem() {
        history.add("a.png", answer("1"));
        history.add("b.png", answer("2"));
        history.add("c.png", answer("3"));
        history.said("2", "beer");
        history.said("1", "beer");

        assertThat(history.entries()).extracting(History.Entry::photo).containsExactly("c.png", "b.png");
        assertThat(history.entries())
                .extracting(History.Entry::said)
                .containsExactly(Optional.empty(), Optional.of("beer"));
    }

    @Test
    void tellsEachPageOfTheSessionUntilItIsGone() {
        var first = new AtomicInteger();
        var second = new AtomicInteger();
        Runnable stop = history.listen(first::incrementAndGet);
        history.listen(second::incrementAndGet);

        history.add("a.png", answer("1"));
        stop.run();
        history.clear();

        assertThat(first).hasValue(1);
        assertThat(second).hasValue(2);
        assertThat(history.entries()).isEmpty();
    }

    private static Prediction answer(String requestId) {
        var details = new Prediction.Details(requestId, Optional.empty(), List.of(), Optional.empty(), "");
        return new Prediction("wine", 0.9, List.of(new Prediction.Score("wine", 0.9)), true, details);
    }
}
