package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// `openapi.yaml`: what the server promises, what it routes by and what it hands out.
///
/// @param text the file as it stands
record Contract(Buffer text) {

    private static final String FILE = "/openapi.yaml";

    static Contract load() {
        try (InputStream file = Contract.class.getResourceAsStream(FILE)) {
            return new Contract(Buffer.buffer(
                    Objects.requireNonNull(file, FILE + " is missing").readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Checks the file against OpenAPI's own rules.
    ///
    /// @param side whose operations are wanted
    /// @return fails with an [io.vertx.openapi.contract.OpenAPIContractException] if the file breaks them
    Future<OpenAPIContract> parse(Vertx vertx, Side side) {
        Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString());
        if (yaml.get("paths") instanceof Map<?, ?> paths) {
            dropOperationsOfTheOther(side, paths);
        }
        dropUncheckable(yaml);
        return OpenAPIContract.from(vertx, new JsonObject(yaml));
    }

    private static void dropOperationsOfTheOther(Side side, Map<?, ?> paths) {
        for (Object path : paths.values()) {
            ((Map<?, ?>) path).values().removeIf(node -> isOperation(node) && !side.answers((Map<?, ?>) node));
        }
        paths.values().removeIf(path -> ((Map<?, ?>) path).values().stream().noneMatch(Contract::isOperation));
    }

    private static boolean isOperation(Object node) {
        return node instanceof Map<?, ?> map && map.containsKey("operationId");
    }

    /// The router rejects a contract that names a media type it cannot check, such as `image/*` or problems.
    /// Nobody asks it to check those, so its own copy does without them; clients see the file as it is written.
    private static void dropUncheckable(Map<?, ?> node) {
        if (node.get("content") instanceof Map<?, ?> bodies) {
            bodies.keySet().removeIf(type -> !MediaType.isMediaTypeSupported((String) type));
        }
        for (Object child : node.values()) {
            if (child instanceof Map<?, ?> map) {
                dropUncheckable(map);
            }
        }
    }
}
