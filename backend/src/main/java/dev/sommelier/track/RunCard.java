package dev.sommelier.track;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `run.json`: what there is to say of a run in a few lines.
///
/// @param schema form of this file, 1
/// @param id name of the run's folder
/// @param state as last written: a killed process leaves `running`
/// @param reason why it failed, one sentence
/// @param sessions one for the start and one for each time the run was taken up again
/// @param epoch last epoch that ended, 0 before the first
/// @param latest metrics of that epoch
/// @param summary what the run is judged by; empty until it is told
/// @param tags whatever else the caller wants to be found by
public record RunCard(
        int schema,
        String id,
        String name,
        RunState state,
        Optional<String> reason,
        List<Session> sessions,
        int epoch,
        Map<String, Double> latest,
        Map<String, Double> summary,
        Map<String, String> tags) {
    static final int SCHEMA = 1;

    /// One process's work on a run.
    ///
    /// @param fromEpoch last epoch that was already there
    public record Session(Instant started, Optional<Instant> ended, Owner process, int fromEpoch) {}

    /// @param started tells the process from a later one with the same id, as containers give them
    public record Owner(long pid, Optional<Instant> started) {
        static Owner current() {
            ProcessHandle self = ProcessHandle.current();
            return new Owner(self.pid(), self.info().startInstant());
        }
    }

    public RunCard {
        if (sessions.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException("a run has an id and a session");
        }
        sessions = List.copyOf(sessions);
        latest = new TreeMap<>(latest);
        summary = new TreeMap<>(summary);
        tags = new TreeMap<>(tags);
    }

    static RunCard begun(String id, String name, Instant now, Map<String, String> tags) {
        Session session = new Session(now, Optional.empty(), Owner.current(), 0);
        return new RunCard(
                SCHEMA, id, name, RunState.RUNNING, Optional.empty(), List.of(session), 0, Map.of(), Map.of(), tags);
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Instant started() {
        return sessions.getFirst().started();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Optional<Instant> ended() {
        return session().ended();
    }

    Session session() {
        return sessions.getLast();
    }

    /// Time that the sessions took together.
    ///
    /// @param until end of a session that has none of its own
    Duration spent(Instant until) {
        return sessions.stream()
                .map(each -> Duration.between(each.started(), each.ended().orElse(until)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// The summary, and what it does not have from the last epoch.
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>(latest);
        metrics.putAll(summary);
        return metrics;
    }

    RunCard withId(String other) {
        return new RunCard(schema, other, name, state, reason, sessions, epoch, latest, summary, tags);
    }

    RunCard withEpoch(int ended, Map<String, Double> metrics) {
        return new RunCard(schema, id, name, state, reason, sessions, ended, metrics, summary, tags);
    }

    RunCard withSummary(Map<String, Double> more) {
        Map<String, Double> all = new TreeMap<>(summary);
        all.putAll(more);
        return new RunCard(schema, id, name, state, reason, sessions, epoch, latest, all, tags);
    }

    RunCard ended(RunState how, Optional<String> why, Instant now) {
        return new RunCard(schema, id, name, how, why, closed(now), epoch, latest, summary, tags);
    }

    RunCard resumed(int fromEpoch, Map<String, Double> metrics, Instant lastSeen, Instant now) {
        Session session = new Session(now, Optional.empty(), Owner.current(), fromEpoch);
        List<Session> all =
                Stream.concat(closed(lastSeen).stream(), Stream.of(session)).toList();
        return new RunCard(
                schema, id, name, RunState.RUNNING, Optional.empty(), all, fromEpoch, metrics, Map.of(), tags);
    }

    private List<Session> closed(Instant end) {
        Session last = session();
        Session closed =
                new Session(last.started(), Optional.of(last.ended().orElse(end)), last.process(), last.fromEpoch());
        return Stream.concat(sessions.stream().limit(sessions.size() - 1), Stream.of(closed))
                .toList();
    }
}
