package dev.sommelier.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The answers that were given last, about 300 bytes each. Thread-safe.
///
/// A cache would keep what is asked for often and drop what is new; here the oldest goes.
final class LastAnswers {
    private final int most;
    private final Map<String, GivenAnswer> answers;

    /// @param most one more pushes the oldest out; 0 keeps none
    LastAnswers(int most) {
        this.most = most;
        this.answers = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, GivenAnswer> eldest) {
                return size() > most;
            }
        };
    }

    /// Of two answers under one request id, as a client may choose them, the later one counts.
    synchronized void add(GivenAnswer answer) {
        if (most > 0) {
            answers.remove(answer.requestId());
            answers.put(answer.requestId(), answer);
        }
    }

    synchronized Optional<GivenAnswer> find(String requestId) {
        return Optional.ofNullable(answers.get(requestId));
    }
}
