package dev.sommelier.ui.api;

import java.net.URI;
import java.time.Duration;

/// Where the backend is and how long to wait for it.
///
/// @param base its address, without the path of an operation
/// @param key sent as `X-API-Key`; empty where the backend asks for none
/// @param connectTimeout longest wait for a connection
/// @param answerTimeout longest wait for the answer to one photo
/// @param healthInterval pause between two looks at its health, and the longest wait for one
public record BackendConfig(
        URI base, String key, Duration connectTimeout, Duration answerTimeout, Duration healthInterval) {
    public BackendConfig {
        if (!("http".equals(base.getScheme()) || "https".equals(base.getScheme())) || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "ui.backend: need an address such as http://localhost:8080, got \"%s\"".formatted(base));
        }
        positive("ui.connect-timeout", connectTimeout);
        positive("ui.answer-timeout", answerTimeout);
        positive("ui.health-interval", healthInterval);
    }

    /// The address of one operation, whether or not the configured address ends with a slash.
    URI at(String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }

    private static void positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s: need more than zero, got %s".formatted(setting, value));
        }
    }
}
