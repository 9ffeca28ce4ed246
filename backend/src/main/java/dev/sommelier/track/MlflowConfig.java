package dev.sommelier.track;

import dev.sommelier.failure.Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// An MLflow tracking server and how to be let in.
///
/// @param uri `http://…`, `https://…`, `databricks` or `databricks://profile`
/// @param experiment made if it is not there
/// @param token sent as a bearer token; a user and password go before it
/// @param insecureTls whether certificates are taken that nobody vouches for
public record MlflowConfig(
        String uri,
        String experiment,
        Optional<String> token,
        Optional<String> username,
        Optional<String> password,
        boolean insecureTls) {
    public MlflowConfig {
        if (!isServer(uri)) {
            throw new Failure.BadConfig("track.mlflow.uri: need http://…, https://… or databricks, got '%s'"
                    .formatted(Secrets.address(uri)));
        }
        if (experiment.isBlank()) {
            throw new Failure.BadConfig("track.mlflow.experiment: need a name");
        }
        uri = uri.replaceFirst("/+$", "");
    }

    private static boolean isServer(String uri) {
        try {
            URI parsed = URI.create(uri);
            boolean web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            return web ? parsed.getHost() != null : uri.matches("databricks(://.+)?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isWeb() {
        return uri.startsWith("http");
    }

    /// The value of the header that lets a request in.
    Optional<String> authorization() {
        if (username.isPresent() && password.isPresent()) {
            byte[] pair = (username.get() + ":" + password.get()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return token.map(value -> "Bearer " + value);
    }

    /// Without what lets one in.
    @Override
    public String toString() {
        return "MLflow at " + Secrets.address(uri);
    }
}
