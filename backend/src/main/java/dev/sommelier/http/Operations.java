package dev.sommelier.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.RequestValidator;

/// The operations of the contract, waiting for their answers.
///
/// An operation that the contract marks with `security` is guarded before anything else of it is looked at: whoever may
/// not come in learns nothing about parameters, and no byte of the body is kept.
public final class Operations {

    private final RouterBuilder builder;
    private final RequestValidator validator;
    private final Guard guard;
    private final Uploads uploads;
    private final Refusals refusals;

    Operations(
            Vertx vertx,
            OpenAPIContract contract,
            RouterBuilder builder,
            Guard guard,
            Uploads uploads,
            Refusals refusals) {
        this.builder = builder;
        this.validator = RequestValidator.create(vertx, contract);
        this.guard = guard;
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
        OpenAPIRoute route = guarded(operationId);
        route.addHandler(rc -> validate(rc, route.getOperation())).addHandler(answer);
    }

    /// Answers an operation that checks its parameters and reads its body itself.
    public void answerUnchecked(String operationId, Handler<RoutingContext> answer) {
        guarded(operationId).addHandler(answer);
    }

    private OpenAPIRoute guarded(String operationId) {
        OpenAPIRoute route = builder.getRoute(operationId);
        if (route == null) {
            throw new IllegalArgumentException("openapi.yaml has no operation " + operationId);
        }
        route.setDoSecurity(false).setDoValidation(false);
        return route.getOperation().getSecurityRequirements().isEmpty() ? route : route.addHandler(guard);
    }

    private void validate(RoutingContext rc, Operation operation) {
        RequestUtils.extract(rc.request(), operation, () -> uploads.whole(rc))
                .compose(request -> validator.validate(request, operation.getOperationId()))
                .onSuccess(valid -> rc.put(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST, valid)
                        .next())
                .onFailure(rc::fail);
    }
}
