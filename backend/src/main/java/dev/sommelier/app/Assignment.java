package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.track.Secrets;
import java.util.List;
import java.util.Map;

/// One setting or choice as it was given.
///
/// @param key of a setting, or a group
/// @param value everything after the first equals sign
/// @param origin where it was given, for people
record Assignment(String key, String value, String origin) {
    static final String COMMAND_LINE = "command line";

    /// @throws Failure.BadConfig if one is not of the form key=value
    static List<Assignment> parse(List<String> arguments) {
        return arguments.stream().map(Assignment::parse).toList();
    }

    static Assignment parse(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 1) {
            throw new Failure.BadConfig("'%s' is not of the form key=value".formatted(argument));
        }
        return new Assignment(argument.substring(0, equals), argument.substring(equals + 1), COMMAND_LINE);
    }

    /// What a run kept, but for what it did not keep because it is secret.
    static List<Assignment> kept(Map<String, String> config, String origin) {
        return config.entrySet().stream()
                .filter(entry -> !entry.getValue().contains(Secrets.HIDDEN))
                .map(entry -> new Assignment(entry.getKey(), entry.getValue(), origin))
                .toList();
    }

    boolean chooses() {
        return Group.keys().contains(key);
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }

    /// To put before what is wrong with it; the command line needs no naming.
    String where() {
        return origin.equals(COMMAND_LINE) ? "" : origin + ": ";
    }
}
