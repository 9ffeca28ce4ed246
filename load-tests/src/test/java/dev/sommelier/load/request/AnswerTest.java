package dev.sommelier.load.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.load.photo.Photo;
import dev.sommelier.load.result.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final String PREDICTION = """
            {"predicted_class":"wine","confidence":0.9,"probabilities":{"wine":0.9,"beer":0.0996,"whiskey":0.0004},
             "model":{"name":"drinks"},"image":{"width":640},"request_id":"1"}""";
    private static final String PROBLEM = """
            {"type":"/problems/overloaded","status":503,"detail":"Too much to do.","request_id":"1"}""";

    @Test
    void takesARightAnswer() {
        assertThat(ofWine(PREDICTION)).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void seesAWrongSum() {
        assertThat(ofWine(PREDICTION.replace("0.0996", "0.2"))).isEqualTo(Outcome.wrong("wrong sum"));
        assertThat(ofWine(PREDICTION.replace("0.0996", "0.0996,\"gin\":-0.5,\"rum\":0.5")))
                .isEqualTo(Outcome.wrong("wrong sum"));
    }

    @Test
    void seesAnotherClass() {
        String beer = PREDICTION
                .replace("\"wine\"", "\"x\"")
                .replace("\"beer\"", "\"wine\"")
                .replace("\"x\"", "\"beer\"");

        assertThat(ofWine(beer)).isEqualTo(Outcome.OTHER_CLASS);
    }

    @Test
    void aClassThatTheModelDoesNotKnowCannotBeMissed() {
        assertThat(Answer.toPhoto(200, PREDICTION, photo("cider"))).isEqualTo(Outcome.RIGHT);
        assertThat(Answer.toPhoto(200, PREDICTION, photo(""))).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void seesAClassThatIsNotTheLikeliest() {
        assertThat(ofWine(PREDICTION.replace("_class\":\"wine", "_class\":\"beer")))
                .isEqualTo(Outcome.wrong("predicted class is not the likeliest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"predicted_class", "confidence", "probabilities", "model", "image", "request_id"})
    void missesAField(String field) {
        assertThat(ofWine(PREDICTION.replace("\"" + field + "\"", "\"other\""))).isEqualTo(Outcome.wrong("wrong form"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"predicted_class\":\"wine\"}"})
    void refusesWhatIsNoAnswer(String body) {
        assertThat(ofWine(body)).isEqualTo(Outcome.wrong("wrong form"));
    }

    @Test
    void aRefusalHasToSayWhy() {
        assertThat(Answer.toPhoto(503, PROBLEM, photo("wine"))).isEqualTo(Outcome.REFUSED);
        assertThat(Answer.toPhoto(503, "busy", photo("wine"))).isEqualTo(Outcome.wrong("wrong form of a refusal"));
    }

    @Test
    void namesAnyOtherStatus() {
        assertThat(Answer.toPhoto(400, PROBLEM, photo("wine"))).isEqualTo(Outcome.wrong("status 400"));
        assertThat(Answer.toPhoto(429, PROBLEM, photo("wine"))).isEqualTo(Outcome.wrong("status 429"));
    }

    @Test
    void aBadInputHasToBeRefusedAsWhatItIs() {
        assertThat(Answer.refused(422, PROBLEM, 422)).isEqualTo(Outcome.RIGHT);
        assertThat(Answer.refused(200, PREDICTION, 422)).isEqualTo(Outcome.wrong("status 200"));
        assertThat(Answer.refused(503, PROBLEM, 422)).isEqualTo(Outcome.REFUSED);
        assertThat(Answer.refused(422, "no", 422)).isEqualTo(Outcome.wrong("wrong form of a refusal"));
    }

    @Test
    void eachPhotoOfABatchHasToBeRight() {
        String two = "{\"predictions\":[{\"prediction\":%s},{\"prediction\":%s}]}";

        assertThat(Answer.toBatch(200, two.formatted(PREDICTION, PREDICTION), 2))
                .isEqualTo(Outcome.RIGHT);
        assertThat(Answer.toBatch(200, two.formatted(PREDICTION, PREDICTION.replace("0.0996", "0.2")), 2))
                .isEqualTo(Outcome.wrong("wrong sum"));
        assertThat(Answer.toBatch(200, two.formatted(PREDICTION, PREDICTION), 3))
                .isEqualTo(Outcome.wrong("wrong number of predictions"));
        assertThat(Answer.toBatch(200, "{\"predictions\":[{\"problem\":{\"status\":503}}]}", 1))
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aServiceWithoutAModelIsNotUp() {
        assertThat(Answer.up(200, "{\"status\":\"up\",\"model\":{\"loaded\":true}}"))
                .isEqualTo(Outcome.RIGHT);
        assertThat(Answer.up(200, "{\"status\":\"up\",\"model\":{\"loaded\":false}}"))
                .isEqualTo(Outcome.wrong("not up"));
    }

    private static Outcome ofWine(String body) {
        return Answer.toPhoto(200, body, photo("wine"));
    }

    private static Photo photo(String label) {
        return new Photo("photo.jpeg", "image/jpeg", new byte[0], label);
    }
}
