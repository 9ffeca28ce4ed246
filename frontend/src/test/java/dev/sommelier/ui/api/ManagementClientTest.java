package dev.sommelier.ui.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubBackend;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ManagementClientTest {
    private static final ApiPath MODELS = ApiPath.of("models");
    private static final BodyReader<String> NAME =
            BodyReader.json(tree -> Optional.of(tree.path("name").asString("")).filter(name -> !name.isEmpty()));

    private final StubBackend stub = new StubBackend();
    private final BackendClient backend = new BackendClient(stub.config("usual"));
    private final ManagementClient client = backend.management();

    @AfterEach
    void close() {
        backend.close();
        stub.close();
    }

    @Test
    void givesTheAnswerInTheAskersTerms() {
        stub.onManage(call -> StubAnswer.json("{\"name\": \"drinks\"}"));

        assertThat(client.get(MODELS, NAME).join()).isEqualTo(new Managed.Got<>("drinks"));
        assertThat(client.get(MODELS, BodyReader.text(Optional::of)).join())
                .isEqualTo(new Managed.Got<>("{\"name\": \"drinks\"}"));
    }

    @Test
    void encodesEveryPartOfAPath() {
        var path = ApiPath.of("runs", "a/b ?#ü").with("q", "x&y").with("limit", 5);

        client.get(path, NAME).join();

        assertThat(stub.calls().getFirst().path()).isEqualTo("/runs/a%2Fb%20%3F%23%C3%BC?q=x%26y&limit=5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void takesNoPartThatLeadsElsewhere(String part) {
        assertThatThrownBy(() -> ApiPath.of("runs", part)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sendsTheKeyOfTheCallBeforeThatOfTheSettings() {
        client.get(MODELS, NAME).join();
        client.post(MODELS, JsonNodeFactory.instance.objectNode().put("a", 1), " typed ", NAME)
                .join();

        assertThat(stub.calls())
                .extracting(call -> call.headers().getFirst("X-API-Key"))
                .containsExactly("usual", "typed");
        assertThat(stub.calls().getLast().method()).isEqualTo("POST");
        assertThat(stub.calls().getLast().body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void refusesAKeyThatNoHeaderCanHold() {
        assertThat(client.get(MODELS, "a\nb", NAME).join())
                .isEqualTo(new Managed.NotAllowed<>("This key holds a character that no key has. Copy it again."));
        assertThat(stub.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, NotAllowed",
        "403, NotAllowed",
        "404, NotThere",
        "409, Refused",
        "422, Refused",
        "500, Failed",
        "503, Failed"
    })
    void givesTheBackendsOwnWords(int status, String what) {
        stub.onManage(call -> StubAnswer.problem(status, "Not now."));

        var reply = client.get(MODELS, NAME).join();

        assertThat(reply.getClass().getSimpleName()).isEqualTo(what);
        assertThat(reply).hasFieldOrPropertyWithValue("detail", "Not now.");
    }

    @Test
    void hasWordsWhereTheBackendHasNone() {
        stub.onManage(call -> new StubAnswer(502, "text/html", "<h1>nginx</h1>", Map.of(), Duration.ZERO));

        assertThat(client.get(MODELS, NAME).join())
                .isEqualTo(new Managed.Failed<>("The classifier refused this and gave no reason (status 502)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{\"name\": 7}"})
    void believesNoAnswerThatMakesNoSense(String body) {
        stub.onManage(call -> StubAnswer.json(body));

        assertThat(client.get(
                                MODELS,
                                BodyReader.json(
                                        tree -> Optional.of(tree.get("name").stringValue())))
                        .join())
                .isInstanceOf(Managed.Failed.class);
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        stub.onManage(call -> StubAnswer.json(" ".repeat(2 << 20)));

        assertThat(client.get(MODELS, BodyReader.text(Optional::of)).join())
                .isInstanceOfSatisfying(
                        Managed.Failed.class,
                        failed -> assertThat(failed.detail()).contains("larger than this page reads"));
    }

    @Test
    void noticesThatNobodyIsThere() {
        stub.goAway();

        assertThat(client.get(MODELS, NAME).join()).isInstanceOf(Managed.Unreachable.class);
    }

    @Test
    void givesUpOnASlowAnswer() {
        stub.onManage(call -> StubAnswer.json("{}").after(Duration.ofSeconds(10)));

        assertThat(client.get(MODELS, NAME).join())
                .isEqualTo(new Managed.Failed<>("The classifier took too long over this. Try again."));
    }

    @Test
    void asksNobodyWhereThereIsNoManagementAddress() {
        var config = new ManagementConfig(URI.create(""), Duration.ofSeconds(1), 10);
        var all = stub.config("");
        var one = Duration.ofSeconds(1);
        try (var without = new BackendClient(new BackendConfig(all.base(), config, "", one, one, one))) {
            assertThat(without.management().isOff()).isTrue();
            assertThat(without.management().get(MODELS, NAME).join()).isInstanceOf(Managed.Off.class);
        }
    }
}
