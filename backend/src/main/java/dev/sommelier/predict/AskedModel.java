package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.ModelCard;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/// The model that a path names, where protocols know of many.
///
/// @param version empty for whichever is served
record AskedModel(String name, Optional<String> version) {

    private static final int LONGEST = 60;

    static AskedModel of(RoutingContext rc) {
        return new AskedModel(
                Objects.requireNonNull(rc.pathParam("name")), Optional.ofNullable(rc.pathParam("version")));
    }

    /// @throws Failure.NotFound if another model is served
    void require(ModelCard served) {
        if (!name.equals(served.name())) {
            throw new Failure.NotFound(
                    "There is no model \"%s\" here, only \"%s\".".formatted(cut(name), served.name()));
        }
        if (!version.orElse(served.version()).equals(served.version())) {
            throw new Failure.NotFound("There is no version \"%s\" of %s here, only \"%s\"."
                    .formatted(cut(version.get()), served.name(), served.version()));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
