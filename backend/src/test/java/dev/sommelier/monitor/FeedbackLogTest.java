package dev.sommelier.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.RandomModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackLogTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path folder = Path.of("");

    @Test
    void remembersTheLastAnswersAndNoMore() {
        try (FeedbackLog log = log(2)) {
            log.remember("a", RandomModel.card(1, 64), 0, 0.9f);
            log.remember("b", RandomModel.card(1, 64), 0, 0.9f);
            log.remember("a", RandomModel.card(1, 64), 1, 0.9f);
            log.remember("c", RandomModel.card(1, 64), 0, 0.9f);
            assertThatThrownBy(() -> log.take(right("b")))
                    .isInstanceOf(Failure.NotFound.class)
                    .hasMessageContaining("only the last 2 are");
            assertThat(log.take(right("a")).join().label()).isEqualTo("whiskey");
            assertThat(log.take(right("c")).join().label()).isEqualTo("beer");
        }
    }

    @Test
    void opensNothingBeforeTheFirstFeedback() {
        try (FeedbackLog log = log(2)) {
            log.remember("a", RandomModel.card(1, 64), 0, 0.9f);
            assertThat(folder).isEmptyDirectory();
            log.take(right("a")).join();
            assertThat(folder.resolve("feedback.mv.db")).isRegularFile();
        }
    }

    @Test
    void takesNoneWhereNoAnswerIsRemembered() {
        try (FeedbackLog log = log(0)) {
            log.remember("a", RandomModel.card(1, 64), 0, 0.9f);
            assertThatThrownBy(() -> log.take(right("a")))
                    .isInstanceOf(Failure.NotFound.class)
                    .hasMessageContaining("monitor.answers is 0");
            assertThatThrownBy(log::counts).isInstanceOf(Failure.NotFound.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void countsAnAnswerOnceAndAnewOnlyIfTheVerdictChanges() {
        try (FeedbackLog log = log(2)) {
            log.remember("a", RandomModel.card(1, 64), 0, 0.9f);
            log.take(right("a")).join();
            log.take(right("a")).join();
            assertThat(count("right")).isEqualTo(1);
            log.take(new FeedbackRequest("a", Optional.of("wine"))).join();
            log.take(new FeedbackRequest("a", Optional.of("whiskey"))).join();
            assertThat(count("right")).isEqualTo(1);
            assertThat(count("wrong")).isEqualTo(1);
            assertThat(log.counts().join())
                    .containsExactly(new FeedbackTable.Count("random", "1", "beer", "whiskey", 1));
        }
    }

    @Test
    void saysThatItCannotStoreAndGoesOnWhenItCan() throws Exception {
        try (FeedbackLog log = log(2)) {
            Path file = Files.writeString(folder.resolve("feedback.mv.db"), "no database at all".repeat(1000));
            log.remember("a", RandomModel.card(1, 64), 0, 0.9f);
            assertThatThrownBy(() -> log.take(right("a")).join())
                    .cause()
                    .isInstanceOf(Failure.Overloaded.class)
                    .hasMessageContaining("cannot be stored now");
            Files.delete(file);
            assertThat(log.take(right("a")).join().right()).isTrue();
        }
    }

    @Test
    void refusesAnAddressThatIsNoJdbcAddressAndTellsNoPassword() {
        assertThatThrownBy(() -> new MonitorConfig(1, "postgresql://db", "", ""))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith("monitor.database: ");
        assertThatThrownBy(() -> new MonitorConfig(-1, "jdbc:h2:mem:", "", ""))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith("monitor.answers: ");
        assertThat(new MonitorConfig(1, "jdbc:h2:mem:", "me", "secret").toString())
                .doesNotContain("secret");
    }

    private FeedbackLog log(int most) {
        String database = MonitorConfig.h2(folder.resolve("feedback").toString());
        return new FeedbackLog(new MonitorConfig(most, database, "", ""), registry);
    }

    private double count(String verdict) {
        return registry.get("sommelier.feedback")
                .tag("verdict", verdict)
                .counter()
                .count();
    }

    private static FeedbackRequest right(String id) {
        return new FeedbackRequest(id, Optional.empty());
    }
}
