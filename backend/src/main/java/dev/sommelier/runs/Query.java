package dev.sommelier.runs;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.WholeNumber;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a request asks for, checked before any file is touched.
record Query(RoutingContext rc) {

    int number(String name, int least, int most, int otherwise) {
        return given(name)
                .map(text -> WholeNumber.of(text, least, most)
                        .orElseThrow(() -> new Failure.BadRequest(
                                "'%s' is a whole number from %d to %d.".formatted(name, least, most))))
                .map(Math::toIntExact)
                .orElse(otherwise);
    }

    /// One word of an enum whose `toString` is what clients write.
    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return given(name)
                .map(text -> all.stream()
                        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new Failure.BadRequest("'%s' is one of %s."
                                .formatted(
                                        name,
                                        all.stream()
                                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(", "))))));
    }

    /// Empty if it is not given, or given without a value.
    Optional<String> given(String name) {
        List<String> values = rc.queryParam(name);
        if (values.size() > 1) {
            throw new Failure.BadRequest("'%s' is given %d times. Give it once.".formatted(name, values.size()));
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /// A part of the path.
    String path(String name) {
        return Optional.ofNullable(rc.pathParam(name)).orElse("");
    }
}
