package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.Set;

/// Lays out what happens to a request, in order: id, log, count, then its route; and where it ends up when it fails.
final class RoutePlan {

    private final Vertx vertx;
    private final HttpConfig config;
    private final InFlight inFlight;
    private final Uploads uploads;
    private final Refusals refusals;

    RoutePlan(Vertx vertx, HttpConfig config, InFlight inFlight, Uploads uploads, Refusals refusals) {
        this.vertx = vertx;
        this.config = config;
        this.inFlight = inFlight;
        this.uploads = uploads;
        this.refusals = refusals;
    }

    Future<Router> router(List<Routes> features, Routes own) {
        Contract contract = Contract.load();
        return contract.parse(vertx).map(parsed -> {
            Router router = operations(parsed, features, own);
            new Documentation(contract).addTo(router);
            refuseOn(router);
            return router;
        });
    }

    private Router operations(OpenAPIContract contract, List<Routes> features, Routes own) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract);
        builder.rootHandler(new RequestId()).rootHandler(new AccessLog()).rootHandler(inFlight);
        RateLimit rate = new RateLimit(config.ratePerSecond(), config.rateBurst(), System::nanoTime);
        ClientShare share = new ClientShare(config.load().maxRequestsPerClient());
        Guard guard = new Guard(new Keys(config.keys()), rate, share);
        Operations operations = new Operations(vertx, contract, builder, guard, uploads, refusals);
        own.addTo(operations);
        features.forEach(feature -> feature.addTo(operations));
        Router router = builder.createRouter();
        router.getRoutes().forEach(RoutePlan::alsoHead);
        return router;
    }

    /// Whoever may `GET` may ask for the headers alone; the server leaves the body out by itself.
    private static void alsoHead(Route route) {
        Set<HttpMethod> methods = route.methods();
        if (methods != null && methods.contains(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD);
        }
    }

    private void refuseOn(Router router) {
        router.getRoutes().getFirst().failureHandler(refusals::answer);
        // What fails before any route matched never reaches a route's failure handler.
        for (int status : new int[] {400, 404, 406, 415, 500}) {
            router.errorHandler(status, refusals::answer);
        }
        AllowedMethods allowed = new AllowedMethods(router.getRoutes());
        router.errorHandler(405, rc -> {
            rc.response().putHeader("Allow", allowed.at(rc.normalizedPath()));
            refusals.answer(rc);
        });
    }
}
