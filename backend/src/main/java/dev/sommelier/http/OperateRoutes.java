package dev.sommelier.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Answers for probes, dashboards and the curious: health, metrics and the meaning of each problem type.
final class OperateRoutes implements Routes {

    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Meters meters;

    OperateRoutes(Readiness readiness, Meters meters) {
        this.readiness = readiness;
        this.meters = meters;
    }

    @Override
    public void addTo(Operations operations) {
        operations.answer("live", this::live);
        operations.answer("ready", rc -> answer(rc, readiness.status()));
        operations.answer("metrics", this::scrape);
        operations.answer("problemType", this::explain);
    }

    private void live(RoutingContext rc) {
        readiness.trouble().ifPresentOrElse(what -> stuck(rc, what), () -> answer(rc, Readiness.Status.UP));
    }

    private static void stuck(RoutingContext rc, String what) {
        rc.response().setStatusCode(503);
        JsonAnswer.send(rc, new JsonObject().put("status", "stuck").put("detail", what));
    }

    private static void answer(RoutingContext rc, Readiness.Status status) {
        rc.response().setStatusCode(status == Readiness.Status.UP ? 200 : 503);
        JsonAnswer.send(rc, new JsonObject().put("status", status.toString()));
    }

    /// Off the event loop: reading some figures asks the operating system, and writing thousands of lines takes
    /// time.
    private void scrape(RoutingContext rc) {
        rc.vertx()
                .executeBlocking(meters::scrape, false)
                .onSuccess(text ->
                        rc.response().putHeader("Content-Type", EXPOSITION).end(text))
                .onFailure(rc::fail);
    }

    private void explain(RoutingContext rc) {
        ProblemType.named(rc.pathParam("type"))
                .ifPresentOrElse(type -> JsonAnswer.send(rc, described(type)), () -> rc.fail(404));
    }

    private static JsonObject described(ProblemType type) {
        return new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("remedy", type.remedy());
    }
}
