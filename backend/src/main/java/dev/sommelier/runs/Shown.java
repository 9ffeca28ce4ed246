package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a run's files may be said outside: texts of bounded length without the machine's folders, and numbers that
/// JSON knows.
final class Shown {
    private static final int LONGEST = 500;

    /// Most entries of anything that has names: a run of this project has about ten metrics and 130 settings.
    private static final int MOST_NAMES = 400;

    /// The folders of an absolute path, of one in a home folder, or of one on Windows. An address like
    /// `https://host/page` is none.
    private static final Pattern FOLDERS =
            Pattern.compile("(?<![\\w.:/~-])(?:~?/|[A-Za-z]:[\\\\/])(?:[^\\s/\\\\,;'\"]+[/\\\\])*(?=[^\\s/\\\\,;'\"])");

    private Shown() {}

    static String text(String text) {
        String part = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return FOLDERS.matcher(part).replaceAll("…/");
    }

    /// A setting, which may be a path with blanks in it.
    static String setting(String value) {
        boolean path = value.matches("(?s)(~?/|[A-Za-z]:[\\\\/]).*");
        return text(path ? "/" + value.substring(lastSlash(value) + 1) : value);
    }

    private static int lastSlash(String path) {
        String bare = path.replaceAll("[/\\\\]+$", "");
        return Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\'));
    }

    /// Null for what is not finite, which JSON cannot say.
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? number(value.asDouble()) : null;
    }

    static JsonObject numbers(Map<String, Double> all) {
        JsonObject shown = new JsonObject();
        all.entrySet().stream()
                .limit(MOST_NAMES)
                .forEach(each -> shown.put(text(each.getKey()), number(each.getValue())));
        return shown;
    }

    /// @param all settings, tags or versions
    static JsonObject texts(Map<String, String> all) {
        JsonObject shown = new JsonObject();
        all.entrySet().stream()
                .limit(MOST_NAMES)
                .forEach(each -> shown.put(text(each.getKey()), setting(each.getValue())));
        return shown;
    }
}
