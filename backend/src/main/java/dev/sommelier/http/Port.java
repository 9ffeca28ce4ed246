package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One port while it is open.
record Port(HttpServer server, Entrance entrance) {

    /// Several times what a client takes to send its next request after an answer, and too short to be felt.
    static final Duration SILENCE = Duration.ofMillis(400);

    /// Time for the connections to end by themselves after the last request is done.
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);

    private static final int FLUSH_SECONDS = 1;

    /// Lets nobody in any more. Connections that are open live on.
    Future<Void> closeEntrance() {
        return entrance.used() ? entrance.close() : server.close();
    }

    /// Lets each connection end when it is silent and owes no answer.
    ///
    /// @return done when none is left
    Future<Void> sayFarewell() {
        return entrance.sayFarewell(SILENCE);
    }

    /// Closes the port when the connections have ended, and after a while also if they have not.
    ///
    /// @param farewell what [#sayFarewell] returned
    Future<Void> closeAfter(Future<Void> farewell) {
        return farewell.timeout(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .transform(over -> server.close());
    }

    /// Closes everything at once; answers that are on their way leave first.
    Future<Void> close() {
        return server.shutdown(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
}
