package dev.sommelier.ui.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendClientTest {
    private static final byte[] PHOTO = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0, (byte) 0xff, '\r', '\n', '-', '-'};

    private final StubBackend stub = new StubBackend();
    private final BackendClient client = client("");

    @AfterEach
    void close() {
        client.close();
        stub.close();
    }

    @Test
    void givesThePredictionWithTheMostProbableClassFirst() {
        stub.onPredict(StubAnswer.prediction("wine", 0.02, 0.05, 0.93));

        assertThat(predict())
                .usingRecursiveComparison()
                .ignoringFields("prediction.details")
                .isEqualTo(new Reply.Classified(new Prediction(
                        "wine",
                        0.93,
                        List.of(
                                new Prediction.Score("wine", 0.93),
                                new Prediction.Score("whiskey", 0.05),
                                new Prediction.Score("beer", 0.02)),
                        true)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "familiar": false,  | false
            "familiar": true,   | true
            "familiar": "nope", | true
            """)
    void saysWhetherThePhotoIsLikeThoseThatTheModelKnows(String field, boolean familiar) {
        String body = StubAnswer.prediction("wine", 0.02, 0.05, 0.93).body();
        stub.onPredict(StubAnswer.json(body.replaceFirst("\\{", "{" + field)));

        assertThat(predict())
                .isInstanceOfSatisfying(
                        Reply.Classified.class,
                        answer -> assertThat(answer.prediction().familiar()).isEqualTo(familiar));
    }

    @Test
    void sendsThePhotoByteForByteInTheFieldFile() {
        predict();

        var request = stub.predictions().getFirst();
        assertThat(request.photo()).isEqualTo(PHOTO);
        assertThat(request.formHead()).contains("name=\"file\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void givesTheBackendsOwnWordsWhereThePhotoIsRefused(int status) {
        stub.onPredict(StubAnswer.problem(status, "HEIC cannot be read here."));

        assertThat(predict()).isEqualTo(new Reply.Refused("HEIC cannot be read here."));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void saysHowLongToWaitWhereTheBackendIsBusy(int status) {
        stub.onPredict(StubAnswer.problem(status, "Too much to do.").with("Retry-After", "7"));

        assertThat(predict()).isEqualTo(new Reply.Busy("Too much to do.", Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999999999", "Fri, 31 Dec 1999 23:59:59 GMT"})
    void waitsAShortWhileWhereRetryAfterIsNoNumberOfSeconds(String retryAfter) {
        stub.onPredict(StubAnswer.problem(503, "Busy.").with("Retry-After", retryAfter));

        assertThat(predict()).isEqualTo(new Reply.Busy("Busy.", Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405})
    void hasWordsForAVisitorWhereThePageItselfIsSetUpWrongly(int status) {
        stub.onPredict(StubAnswer.problem(status, "Send a key, as 'X-API-Key: KEY'."));

        assertThat(predict())
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.detail())
                                .startsWith("This page ")
                                .endsWith("Tell whoever runs it.")
                                .doesNotContain("X-API-Key"));
    }

    @Test
    void sendsAPhotoAgainThatCameTooSlowly() {
        stub.onPredict(new StubAnswer(408, "text/plain", "", Map.of(), Duration.ZERO));

        assertThat(predict())
                .isEqualTo(new Reply.Busy("This photo did not reach the classifier in time.", Duration.ofSeconds(2)));
    }

    @Test
    void tellsAFailureOfTheBackendFromARefusal() {
        stub.onPredict(StubAnswer.problem(500, "Something broke. Request r-1."));

        assertThat(predict()).isEqualTo(new Reply.Failed("Something broke. Request r-1."));
    }

    @Test
    void hasASentenceOfItsOwnForARefusalWithoutReason() {
        stub.onPredict(new StubAnswer(400, "text/html", "<h1>nginx</h1>", Map.of(), Duration.ZERO));

        assertThat(predict())
                .isEqualTo(
                        new Reply.Refused("The classifier could not take this photo and gave no reason (status 400)."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "null",
                "{\"predicted_class\": \"wine\", \"confidence\": 0.9}",
                "{\"predicted_class\": \"wine\", \"confidence\": 7, \"probabilities\": {\"wine\": 7}}",
                "{\"predicted_class\": \"wine\", \"confidence\": \"high\", \"probabilities\": {\"wine\": \"high\"}}"
            })
    void believesNoAnswerThatBreaksTheContract(String body) {
        stub.onPredict(StubAnswer.json(body));

        assertThat(predict()).isInstanceOf(Reply.Failed.class);
    }

    @Test
    void doesNotReadAnAnswerWithoutEnd() {
        stub.onPredict(StubAnswer.json(" ".repeat(2 << 20)));

        assertThat(predict()).isEqualTo(new Reply.Unreachable());
    }

    @Test
    void noticesThatNobodyIsThere() {
        stub.goAway();

        assertThat(predict()).isEqualTo(new Reply.Unreachable());
        assertThat(client.health().join()).isEqualTo(new BackendState.Away());
    }

    @Test
    void givesUpOnASlowAnswer() {
        stub.onPredict(StubAnswer.prediction("wine", 0, 0, 1).after(Duration.ofSeconds(20)));

        assertThat(predict()).isEqualTo(new Reply.Failed("The classifier took too long over this photo. Try again."));
    }

    @Test
    void sendsTheKeyWhereThereIsOne() {
        try (var withKey = client("secret")) {
            withKey.predict(PHOTO).join();
        }
        predict();

        assertThat(stub.predictions().getFirst().headers().getFirst("X-API-Key"))
                .isEqualTo("secret");
        assertThat(stub.predictions().getLast().headers().getFirst("X-API-Key")).isNull();
    }

    @Test
    void knowsTheModelOfABackendThatIsUp() {
        assertThat(client.health().join())
                .isEqualTo(new BackendState.Up(new ServedModel("drinks", "1", List.of("beer", "whiskey", "wine"))));
    }

    @Test
    void tellsABackendThatStartsFromOneThatIsAway() {
        stub.onHealth(StubAnswer.problem(503, "starting"));
        assertThat(client.health().join()).isEqualTo(new BackendState.NotReady());

        stub.onHealth(StubAnswer.json("I am a printer"));
        assertThat(client.health().join()).isEqualTo(new BackendState.Away());
    }

    private Reply predict() {
        return client.predict(PHOTO).join();
    }

    private BackendClient client(String key) {
        return new BackendClient(stub.config(key));
    }
}
