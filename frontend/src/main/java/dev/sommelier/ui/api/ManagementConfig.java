package dev.sommelier.ui.api;

import java.net.URI;
import java.time.Duration;

/// Where the backend is managed and how much to take from there.
///
/// @param base address of its management port; empty where the page may not use it
/// @param answerTimeout longest wait for an answer
/// @param maxAnswerBytes an answer with more is not read
public record ManagementConfig(URI base, Duration answerTimeout, int maxAnswerBytes) {
    public ManagementConfig {
        if (!base.toString().isEmpty()) {
            Setting.address("ui.management", base, "http://localhost:8081, or nothing");
        }
        Setting.positive("ui.management-timeout", answerTimeout);
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("ui.max-management-answer: need at least 1, got " + maxAnswerBytes);
        }
    }

    boolean off() {
        return base.toString().isEmpty();
    }
}
