package dev.sommelier.track;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Takes out of settings and command lines what nobody else is to read.
public final class Secrets {
    public static final String HIDDEN = "***";

    private static final Pattern KEY =
            Pattern.compile("(?i)(.*[._-])?(token|key|keys|password|secret)|.*(password|secret|token)");

    private static final Pattern QUERY = Pattern.compile("(?i)([?&;](?:password|token|secret|key)=)[^&;\\s]+");

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

    private Secrets() {}

    /// The same settings, sorted. What is empty stays so: that a secret is not set says something.
    public static Map<String, Object> masked(Map<String, ?> settings) {
        Map<String, Object> masked = new TreeMap<>();
        settings.forEach((key, value) -> masked.put(key, masked(key, value)));
        return masked;
    }

    /// Arguments of the form `key=value`, `-Dkey=value` or `--key=value`, and whatever follows a secret `--key`.
    public static List<String> masked(List<String> arguments) {
        String[] masked = arguments.toArray(String[]::new);
        for (int i = 0; i < masked.length; i++) {
            boolean follows = i > 0 && isSecretOption(arguments.get(i - 1));
            masked[i] = follows ? HIDDEN : masked(arguments.get(i));
        }
        return List.of(masked);
    }

    /// An address without user, password and secret parameters.
    static String address(String text) {
        return QUERY.matcher(USER_INFO.matcher(text).replaceAll(HIDDEN)).replaceAll("$1" + HIDDEN);
    }

    /// One setting, whose secret parts are hidden.
    public static Object masked(String key, Object value) {
        if (isSecret(key) && !value.toString().isEmpty() && !value.equals(List.of())) {
            return HIDDEN;
        }
        return value instanceof String text ? address(text) : value;
    }

    private static String masked(String argument) {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            return address(argument);
        }
        String key = argument.substring(0, equals).replaceFirst("^-D|^--?", "");
        return argument.substring(0, equals + 1) + masked(key, argument.substring(equals + 1));
    }

    private static boolean isSecretOption(String argument) {
        return argument.startsWith("--") && argument.indexOf('=') < 0 && isSecret(argument.substring(2));
    }

    private static boolean isSecret(String key) {
        return KEY.matcher(key).matches();
    }
}
