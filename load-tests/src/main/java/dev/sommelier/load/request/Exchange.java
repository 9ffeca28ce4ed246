package dev.sommelier.load.request;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.sommelier.load.result.Kind;
import dev.sommelier.load.result.Outcome;
import dev.sommelier.load.result.Recording;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Objects;

/// One request with its check and its record. What the check finds is also what Gatling's report says of it.
///
/// @param check looks at the whole answer
record Exchange(Recording recording, Kind kind, Check check) {
    private static final String ASKED = "asked";
    private static final String STATUS = "status";
    private static final String OUTCOME = "outcome";

    @FunctionalInterface
    interface Check {
        Outcome of(Session session, int status, String body);
    }

    String name(Session session) {
        return recording.nameNow(kind);
    }

    ChainBuilder of(HttpRequestActionBuilder request) {
        return exec(session -> session.remove(OUTCOME).set(ASKED, recording.ask()))
                .exec(request.check(
                        status().saveAs(STATUS),
                        bodyString().transformWithSession(this::outcome).saveAs(OUTCOME),
                        bodyString()
                                .transformWithSession((body, session) -> text(session))
                                .is(Outcome.RIGHT.text())
                                .name("the answer")))
                .exec(this::record);
    }

    private Outcome outcome(String body, Session session) {
        return check.of(session, session.getInt(STATUS), body);
    }

    /// Another class is no fault of the one request.
    private static String text(Session session) {
        Outcome outcome = Objects.requireNonNull(session.<Outcome>get(OUTCOME));
        return outcome.answered() ? Outcome.RIGHT.text() : outcome.text();
    }

    private Session record(Session session) {
        Outcome outcome =
                session.contains(OUTCOME) ? Objects.requireNonNull(session.<Outcome>get(OUTCOME)) : Outcome.NO_ANSWER;
        recording.add(kind, session.getLong(ASKED), outcome);
        return session.markAsSucceeded();
    }
}
