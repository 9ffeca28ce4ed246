package dev.sommelier.ui.api;

import java.net.URI;
import java.time.Duration;

/// Where the backend is and how long to wait for it.
///
/// @param base its address, without the path of an operation
/// @param management its other address, for metrics, runs and models
/// @param key sent as `X-API-Key`; empty where the backend asks for none
/// @param connectTimeout longest wait for a connection
/// @param answerTimeout longest wait for the answer to one photo
/// @param healthInterval pause between two looks at its health, and the longest wait for one
public record BackendConfig(
        URI base,
        ManagementConfig management,
        String key,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration healthInterval) {
    public BackendConfig {
        Setting.address("ui.backend", base, "http://localhost:8080");
        Setting.positive("ui.connect-timeout", connectTimeout);
        Setting.positive("ui.answer-timeout", answerTimeout);
        Setting.positive("ui.health-interval", healthInterval);
    }

    URI at(String path) {
        return Setting.at(base, path);
    }
}
