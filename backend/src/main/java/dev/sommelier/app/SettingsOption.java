package dev.sommelier.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/// The `key=value` arguments that every command takes.
final class SettingsOption {
    @Parameters(paramLabel = "KEY=VALUE", description = "Settings for this run; all keys stand in reference.conf.")
    private final List<String> overrides = new ArrayList<>();

    /// The project's folder, which holds `configs` and `models`.
    static Path home() {
        return Path.of(System.getProperty("sommelier.home", ""));
    }

    Settings resolve() {
        return Settings.resolve(home(), System.getenv(), overrides);
    }
}
