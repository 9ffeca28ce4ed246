package dev.sommelier.http;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a key lets its owner do; each role may do all that those before it may.
public enum Role {
    /// Ask about photos and models.
    PREDICT,
    /// Change what the service does, and look inside it.
    MANAGE;

    /// For example `predict, manage`.
    public static String names() {
        return Stream.of(values()).map(Role::toString).collect(Collectors.joining(", "));
    }

    /// @throws IllegalArgumentException if there is no role of this name
    static Role named(String name) {
        return Stream.of(values())
                .filter(role -> role.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is no role: %s".formatted(name, names())));
    }

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /// As the contract and the file of keys write it, for example `manage`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
