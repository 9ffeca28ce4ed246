package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Both ports while they are open.
record Listening(HttpServer open, HttpServer management) {

    List<HttpServer> both() {
        return List.of(open, management);
    }

    /// Takes no more connections, and closes those that are there once their last answers have left.
    ///
    /// @param seconds given to those answers
    Future<Void> shutdown(int seconds) {
        return Future.join(open.shutdown(seconds, TimeUnit.SECONDS), management.shutdown(seconds, TimeUnit.SECONDS))
                .mapEmpty();
    }
}
