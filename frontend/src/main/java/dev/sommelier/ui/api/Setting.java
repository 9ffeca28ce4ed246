package dev.sommelier.ui.api;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// What a setting has to be; what is not is named.
final class Setting {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Setting() {}

    static void address(String setting, URI value, String such) {
        if (!SCHEMES.contains(String.valueOf(value.getScheme())) || value.getHost() == null) {
            throw new IllegalArgumentException(
                    "%s: need an address such as %s, got \"%s\"".formatted(setting, such, value));
        }
    }

    static void positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("%s: need more than zero, got %s".formatted(setting, value));
        }
    }

    /// The address of one operation, whether or not the configured address ends with a slash.
    static URI at(URI base, String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }
}
