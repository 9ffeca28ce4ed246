package dev.sommelier.http;

import io.vertx.core.json.JsonObject;

/// How refusals are written for clients of a protocol that has a form of its own for them. Status, headers, counts
/// and log are the same for all.
@FunctionalInterface
public interface RefusalForm {

    /// @param detail one sentence that a person can act on; says nothing of the inside
    JsonObject write(int status, String detail);
}
