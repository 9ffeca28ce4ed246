package dev.sommelier.http;

import io.vertx.core.http.HttpServer;
import java.util.List;

/// Both ports while they are open.
record Listening(Port open, Port management) {

    List<HttpServer> servers() {
        return List.of(open.server(), management.server());
    }
}
