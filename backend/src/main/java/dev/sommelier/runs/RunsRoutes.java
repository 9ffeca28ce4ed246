package dev.sommelier.runs;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.track.RunState;
import dev.sommelier.track.Runs;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations on `/runs`. They check their parameters themselves: the contract's checks would take an id that is
/// all digits for a number.
public final class RunsRoutes implements Routes {
    private static final int MOST_ROWS = 200;
    private static final int MOST_POINTS = 2000;

    /// Whatever somebody put there: no browser is to take it for a page.
    private static final Map<String, String> PICTURE = Map.of(
            "Content-Type", "image/jpeg",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; sandbox",
            "Cache-Control", "private, max-age=3600");

    private final Desk desk;
    private final Shelf shelf;
    private final Clock clock;

    /// @param vertx ends the threads that read when it is closed
    /// @param folder that holds a folder for each run; need not be there
    public RunsRoutes(Vertx vertx, Path folder) {
        desk = new Desk(vertx);
        shelf = new Shelf(new Runs(folder));
        clock = Clock.systemUTC();
    }

    @Override
    public void addTo(Operations operations) {
        operations.answerUnchecked("runs", this::list);
        operations.answerUnchecked("compareRuns", this::compare);
        operations.answerUnchecked("run", rc -> {
            String id = new Query(rc).path("id");
            desk.answer(rc, () -> Detail.of(shelf.take(id), clock.instant()));
        });
        operations.answerUnchecked("runMetrics", this::metrics);
        operations.answerUnchecked("runEvaluation", rc -> {
            String id = new Query(rc).path("id");
            desk.answer(rc, () -> Judged.of(shelf.take(id)));
        });
        operations.answerUnchecked("runMistake", this::picture);
    }

    private void list(RoutingContext rc) {
        Query query = new Query(rc);
        RunList list = new RunList(
                shelf.runs(),
                query.given("name").orElse(""),
                query.word("state", RunState.class),
                query.number("offset", 0, 1_000_000, 0),
                query.number("limit", 1, MOST_ROWS, 50));
        desk.answer(rc, () -> list.json(clock.instant()));
    }

    private void compare(RoutingContext rc) {
        List<String> ids = SideBySide.ids(new Query(rc).given("ids").orElse(""));
        desk.answer(rc, () -> SideBySide.of(ids.stream().map(shelf::take).toList(), clock.instant()));
    }

    private void metrics(RoutingContext rc) {
        Query query = new Query(rc);
        String id = query.path("id");
        Kind kind = query.word("kind", Kind.class)
                .orElseThrow(() -> new Failure.BadRequest("'kind' is one of epoch, step, system."));
        int points = query.number("points", 10, MOST_POINTS, 500);
        Optional<Cursor> after = query.given("after").map(Cursor::parse);
        desk.answer(rc, () -> Series.of(shelf.take(id), kind, points, after));
    }

    private void picture(RoutingContext rc) {
        Query query = new Query(rc);
        String id = query.path("id");
        String number = query.path("number");
        desk.send(rc, PICTURE, () -> Buffer.buffer(Mistakes.picture(shelf.take(id), number)));
    }
}
