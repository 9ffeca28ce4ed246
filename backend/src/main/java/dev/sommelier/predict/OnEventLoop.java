package dev.sommelier.predict;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
        back(result)
                .map(write)
                .onSuccess(bytes -> {
                    if (!rc.response().closed()) {
                        rc.response().end(bytes);
                    }
                })
                .onFailure(rc::fail);
    }

    /// The same result, whose followers run on the event loop.
    <T> Future<T> back(Future<T> result) {
        Promise<T> here = Promise.promise();
        result.onComplete(done -> eventLoop.runOnContext(back -> here.handle(done)));
        return here.future();
    }
}
