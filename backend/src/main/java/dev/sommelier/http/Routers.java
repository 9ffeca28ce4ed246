package dev.sommelier.http;

import io.vertx.ext.web.Router;

/// What each port answers.
record Routers(Router open, Router management) {}
