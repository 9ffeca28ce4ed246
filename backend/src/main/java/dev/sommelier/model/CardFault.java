package dev.sommelier.model;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is wrong with a model card, in the words of the file. Jackson's own messages speak of the classes that the
/// file is read into.
final class CardFault {
    static final String NO_OBJECT = "must hold one JSON object and nothing else";

    private CardFault() {}

    /// The end of a sentence that starts with the file.
    static String of(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "has the key '%s', which is not known".formatted(path(unknown));
            case ValueInstantiationException refused -> "is not valid: " + reason(refused.getCause());
            case MismatchedInputException other when other.getPath().isEmpty() -> NO_OBJECT;
            case MismatchedInputException other ->
                "needs '%s' to be %s".formatted(path(other), kind(other.getTargetType()));
            default -> "cannot be read as JSON" + place(e.getLocation());
        };
    }

    /// A record copies its lists, which throws without a word where one holds null.
    private static String reason(@Nullable Throwable refusal) {
        return Optional.ofNullable(refusal).map(Throwable::getMessage).orElse("a list in it holds null");
    }

    /// For example `preprocessing.mean[1]`.
    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : "." + step.getFieldName())
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (type == int.class) {
            return "a whole number";
        }
        if (type == float.class || type == Float.class) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ": look at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
}
