package dev.sommelier.monitor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Feedback in a database, one row for each answer, in SQL that H2 and PostgreSQL both know. For one thread.
///
/// @param connection commits by itself
record FeedbackTable(Connection connection) {
    /// Of combinations of model, version, predicted and said label, the most frequent ones.
    private static final int MOST_COUNTS = 1000;

    private static final String CREATE = """
            create table if not exists feedback (
                request_id varchar(64) primary key,
                answered_at timestamp with time zone not null,
                said_at timestamp with time zone not null,
                model varchar(64) not null,
                version varchar(32) not null,
                predicted varchar(1000) not null,
                confidence real not null,
                said varchar(1000) not null)""";

    private static final String FIND = "select predicted = said from feedback where request_id = ?";

    private static final String UPDATE = """
            update feedback set answered_at = ?, said_at = ?, model = ?, version = ?, predicted = ?, confidence = ?,
                said = ? where request_id = ?""";

    private static final String INSERT = """
            insert into feedback (answered_at, said_at, model, version, predicted, confidence, said, request_id)
                values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String COUNT = """
            select model, version, predicted, said, count(*) as answers from feedback
                group by model, version, predicted, said
                order by answers desc, model, version, predicted, said limit\s""" + MOST_COUNTS;

    /// @param said label that people gave
    record Count(String model, String version, String predicted, String said, long count) {}

    void create() throws SQLException {
        try (Statement create = connection.createStatement()) {
            create.execute(CREATE);
        }
    }

    /// Replaces what was said of the same answer before. On disk when it returns.
    ///
    /// @return whether the answer had been called right before; empty if nothing had been said
    Optional<Boolean> put(Feedback feedback, Instant now) throws SQLException {
        Optional<Boolean> before = verdict(feedback.answer().requestId());
        try (PreparedStatement put = connection.prepareStatement(before.isPresent() ? UPDATE : INSERT)) {
            GivenAnswer answer = feedback.answer();
            put.setObject(1, answer.time().atOffset(ZoneOffset.UTC));
            put.setObject(2, now.atOffset(ZoneOffset.UTC));
            put.setString(3, answer.model().name());
            put.setString(4, answer.model().version());
            put.setString(5, answer.label());
            put.setFloat(6, answer.confidence());
            put.setString(7, feedback.label());
            put.setString(8, answer.requestId());
            put.executeUpdate();
        }
        return before;
    }

    private Optional<Boolean> verdict(String requestId) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, requestId);
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? Optional.of(found.getBoolean(1)) : Optional.empty();
            }
        }
    }

    List<Count> counts() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(COUNT)) {
            List<Count> counts = new ArrayList<>();
            while (rows.next()) {
                counts.add(new Count(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getLong(5)));
            }
            return counts;
        }
    }
}
