package dev.sommelier.ui.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.JsonNodeFactory;

/// The backend's versions of its model. As with [BackendClient] nothing blocks and no future fails, but [#file].
///
/// @param client for what everybody may see
public record ModelsClient(BackendClient client) {

    public CompletableFuture<Managed<ModelVersions>> list() {
        return client.get(ApiPath.of("models"), ModelVersions.reader());
    }

    public CompletableFuture<Managed<ModelEvaluation>> evaluation(String version) {
        return client.get(ApiPath.of("models", version, "evaluation"), ModelEvaluation.reader());
    }

    /// The full report as an HTML page.
    public CompletableFuture<Managed<String>> report(String version) {
        return client.report(version);
    }

    /// Whether versions can be changed and taken from here at all.
    public boolean isManaged() {
        return !client.management().isOff();
    }

    /// Lets a version answer.
    ///
    /// @return whether it did not before
    public CompletableFuture<Managed<Boolean>> activate(String version, String key) {
        return client.management()
                .post(
                        ApiPath.of("models", version, "activate"),
                        JsonNodeFactory.instance.objectNode(),
                        key,
                        BodyReader.json(json -> json.path("changed").isBoolean()
                                ? Optional.of(json.path("changed").booleanValue())
                                : Optional.empty()));
    }

    /// Has a version made into a file.
    ///
    /// @return its bytes
    public CompletableFuture<Managed<Long>> prepare(String version, String format, String key) {
        return client.management().prepare(export(version, format), key);
    }

    /// Waits for the beginning of the file: not for a thread that holds a page's lock.
    ///
    /// @return for the caller to close
    public InputStream file(String version, String format, String key) throws IOException {
        return client.management().open(export(version, format), key);
    }

    private static ApiPath export(String version, String format) {
        return ApiPath.of("models", version, "export").with("format", format);
    }
}
