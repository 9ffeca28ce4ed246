package dev.sommelier.predict;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/// Brings answers back to the event loop that a request belongs to: the classifier answers on threads of its own,
/// and whoever shares an answer may be on another event loop.
///
/// @param eventLoop the request's
record OnEventLoop(RoutingContext rc, Context eventLoop) {

    /// @param rc of the request that is being handled now
    static OnEventLoop of(RoutingContext rc) {
        return new OnEventLoop(rc, rc.vertx().getOrCreateContext());
    }

    /// @param write sets headers and gives the body
    <T> void answer(Future<T> result, Function<T, Buffer> write) {
        result.onComplete(done -> eventLoop.runOnContext(back -> end(result.map(write))));
    }

    private void end(Future<Buffer> body) {
        body.onSuccess(bytes -> {
                    if (!rc.response().closed()) {
                        rc.response().end(bytes);
                    }
                })
                .onFailure(rc::fail);
    }
}
