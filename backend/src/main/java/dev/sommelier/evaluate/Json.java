package dev.sommelier.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object for JSON, whose keys stay in order.
final class Json {
    private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

    /// Figures are rounded to four digits; NaN becomes null.
    Json put(String key, @Nullable Object value) {
        map.put(
                key,
                switch (value) {
                    case Double number -> Wording.number(number);
                    case Interval interval -> Wording.numbers(interval);
                    case null, default -> value;
                });
        return this;
    }

    Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(map);
    }
}
