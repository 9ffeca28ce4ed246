package dev.sommelier.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.RequestValidator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The operations of the contract, waiting for their answers. Each is answered on the ports that the contract's
/// tags choose for it.
///
/// An operation that the contract marks with `security` is guarded before anything else of it is looked at:
/// whoever may not come in learns nothing about parameters, and no byte of the body is kept. It needs a key of the
/// role `predict`, or of the one that its `x-sommelier-role` names. With `x-sommelier-local`, whoever is on this
/// machine
/// needs none where none are set.
public final class Operations {

    static final String ROLE = "x-sommelier-role";
    private static final String LOCAL = "x-sommelier-local";

    /// What one port answers.
    record Port(RouterBuilder builder, RequestValidator validator) {}

    private record Slot(OpenAPIRoute route, RequestValidator validator) {}

    private final List<Port> ports;
    private final Map<Role, Guard> guards;
    private final Uploads uploads;
    private final Refusals refusals;

    Operations(List<Port> ports, Map<Role, Guard> guards, Uploads uploads, Refusals refusals) {
        this.ports = ports;
        this.guards = guards;
        this.uploads = uploads;
        this.refusals = refusals;
    }

    /// Reads the bodies of operations that do so themselves, within the limits that all share.
    public Uploads uploads() {
        return uploads;
    }

    /// Writes refusals at a path and at all below it in this form instead of as problems, also those that come before
    /// any operation is reached.
    ///
    /// @param path for example `/v2`
    public void refuse(String path, RefusalForm form) {
        refusals.under(path, form);
    }

    /// Answers an operation whose parameters and body are checked against the contract first. The answer finds them in
    /// `rc.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST)`.
    public void answer(String operationId, Handler<RoutingContext> answer) {
        for (Slot slot : guarded(operationId)) {
            slot.route().addHandler(rc -> validate(rc, slot)).addHandler(answer);
        }
    }

    /// Answers an operation that checks its parameters and reads its body itself.
    public void answerUnchecked(String operationId, Handler<RoutingContext> answer) {
        for (Slot slot : guarded(operationId)) {
            slot.route().addHandler(answer);
        }
    }

    private List<Slot> guarded(String operationId) {
        List<Slot> slots =
                ports.stream().flatMap(port -> slot(port, operationId).stream()).toList();
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("openapi.yaml has no operation " + operationId);
        }
        slots.forEach(slot -> guard(slot.route()));
        return slots;
    }

    private static List<Slot> slot(Port port, String operationId) {
        OpenAPIRoute route = port.builder().getRoute(operationId);
        return route == null ? List.of() : List.of(new Slot(route, port.validator()));
    }

    private void guard(OpenAPIRoute route) {
        route.setDoSecurity(false).setDoValidation(false);
        Role role = role(route.getOperation());
        if (role != null) {
            Guard guard = Objects.requireNonNull(guards.get(role));
            boolean local =
                    Boolean.TRUE.equals(route.getOperation().getExtensions().get(LOCAL));
            route.addHandler(local ? guard.orLocal() : guard);
        }
    }

    /// A role that is written down counts also where `security` was forgotten.
    private static @Nullable Role role(Operation operation) {
        Object named = operation.getExtensions().get(ROLE);
        if (named != null) {
            return Role.named(named.toString());
        }
        return operation.getSecurityRequirements().isEmpty() ? null : Role.PREDICT;
    }

    private void validate(RoutingContext rc, Slot slot) {
        Operation operation = slot.route().getOperation();
        RequestUtils.extract(rc.request(), operation, () -> uploads.whole(rc))
                .compose(request -> slot.validator().validate(request, operation.getOperationId()))
                .onSuccess(valid -> rc.put(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST, valid)
                        .next())
                .onFailure(rc::fail);
    }
}
