package dev.sommelier.http;

import dev.sommelier.failure.Failure;

/// Checks the values of settings.
final class Setting {

    private Setting() {}

    /// @throws Failure.BadConfig that names the setting, if the rule does not hold
    static void require(boolean holds, String setting, String wanted, Object got) {
        if (!holds) {
            throw new Failure.BadConfig("%s: need %s, got %s".formatted(setting, wanted, got));
        }
    }
}
