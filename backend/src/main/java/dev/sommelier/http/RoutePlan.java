package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestValidator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lays out what happens to a request, in order: id, log, count, then its route; and where it ends up when it fails.
final class RoutePlan {

    private final Vertx vertx;
    private final HttpConfig config;
    private final KeyRing ring;
    private final InFlight inFlight;
    private final Uploads uploads;
    private final Refusals refusals;

    RoutePlan(Vertx vertx, HttpConfig config, KeyRing ring, InFlight inFlight, Uploads uploads, Refusals refusals) {
        this.vertx = vertx;
        this.config = config;
        this.ring = ring;
        this.inFlight = inFlight;
        this.uploads = uploads;
        this.refusals = refusals;
    }

    Future<Routers> routers(List<Routes> features) {
        Contract contract = Contract.load();
        return contract.parse(vertx, Side.PUBLIC)
                .compose(open -> contract.parse(vertx, Side.MANAGEMENT)
                        .map(management -> routers(contract, open, management, features)));
    }

    private Routers routers(
            Contract contract, OpenAPIContract open, OpenAPIContract management, List<Routes> features) {
        List<String> origins = config.security().origins();
        RouterBuilder clients = builder(open, origins.isEmpty() ? List.of() : List.of(new Cors(origins)))
                .rootHandler(inFlight);
        RouterBuilder operator = builder(management, List.of()).rootHandler(this::enterAnyway);
        Operations operations =
                new Operations(List.of(port(clients, open), port(operator, management)), guards(), uploads, refusals);
        features.forEach(feature -> feature.addTo(operations));
        Router router = router(clients);
        new Documentation(contract).addTo(router);
        return new Routers(refusing(router), refusing(router(operator)));
    }

    private RouterBuilder builder(OpenAPIContract contract, List<Handler<RoutingContext>> more) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract);
        builder.rootHandler(new RequestId()).rootHandler(new AccessLog()).rootHandler(new Framing());
        more.forEach(builder::rootHandler);
        return builder;
    }

    /// Whoever manages the service must get in just when it is full. Counted like all others, so that a stop waits.
    private void enterAnyway(RoutingContext rc) {
        try {
            inFlight.handle(rc);
        } catch (Failure.Overloaded e) {
            if (e.reason().equals(InFlight.DRAINING)) {
                throw e;
            }
            rc.next();
        }
    }

    private Operations.Port port(RouterBuilder builder, OpenAPIContract contract) {
        return new Operations.Port(builder, RequestValidator.create(vertx, contract));
    }

    /// One for each role. A client's rate and share hold for all that it does.
    private Map<Role, Guard> guards() {
        RateLimit limit = new RateLimit(System::nanoTime);
        ClientShare share = new ClientShare(config.load().maxRequestsPerClient());
        Map<Role, Guard> guards = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            guards.put(role, new Guard(ring, limit, share, role));
        }
        return guards;
    }

    private static Router router(RouterBuilder builder) {
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

    private Router refusing(Router router) {
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
        return router;
    }
}
