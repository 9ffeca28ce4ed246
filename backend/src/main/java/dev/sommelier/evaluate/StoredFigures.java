package dev.sommelier.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Figures as [Json] writes them, read again. What is not there or of another kind is refused; null is NaN.
///
/// @param node an object
/// @param path for messages
record StoredFigures(JsonNode node, String path) {
    private static final ObjectReader READER = JsonMapper.builder().build().reader();

    /// @throws IllegalArgumentException if it is no JSON object
    static StoredFigures read(byte[] json) {
        try {
            JsonNode root = READER.readTree(json);
            return new StoredFigures(root, "").object();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private StoredFigures object() {
        require(node.isObject(), "an object");
        return this;
    }

    boolean has(String key) {
        return node.has(key);
    }

    StoredFigures inside(String key) {
        return at(key).object();
    }

    private StoredFigures at(String key) {
        return new StoredFigures(node.path(key), path + "/" + key);
    }

    String text(String key) {
        StoredFigures value = at(key);
        value.require(value.node.isTextual(), "a text");
        return value.node.textValue();
    }

    int count(String key) {
        return at(key).count();
    }

    private int count() {
        require(node.isInt() && node.intValue() >= 0, "a whole number from 0");
        return node.intValue();
    }

    /// NaN for null.
    double number(String key) {
        return at(key).number();
    }

    private double number() {
        return node.isNull() ? Double.NaN : finite();
    }

    private double finite() {
        require(node.isNumber() && Double.isFinite(node.doubleValue()), "a number");
        return node.doubleValue();
    }

    /// NaN to NaN for null.
    Interval interval(String key) {
        return at(key).node.isNull() ? new Interval(Double.NaN, Double.NaN) : bounds(key);
    }

    /// As [#interval], but never NaN.
    Interval bounds(String key) {
        StoredFigures value = at(key);
        List<StoredFigures> ends = value.items();
        value.require(ends.size() == 2, "two numbers");
        return new Interval(ends.get(0).finite(), ends.get(1).finite());
    }

    List<String> texts(String key) {
        return at(key).items().stream()
                .map(item -> {
                    item.require(item.node.isTextual(), "a text");
                    return item.node.textValue();
                })
                .toList();
    }

    List<StoredFigures> objects(String key) {
        return at(key).items().stream().map(StoredFigures::object).toList();
    }

    List<List<Integer>> counts(String key) {
        return at(key).items().stream()
                .map(row -> row.items().stream().map(StoredFigures::count).toList())
                .toList();
    }

    /// Of `[[x, y], …]`.
    Curve curve(String key) {
        return new Curve(at(key).items().stream()
                .map(point -> {
                    List<StoredFigures> xy = point.items();
                    point.require(xy.size() == 2, "two numbers");
                    return new Curve.Point(xy.get(0).number(), xy.get(1).number());
                })
                .toList());
    }

    private List<StoredFigures> items() {
        require(node.isArray(), "a list");
        List<StoredFigures> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new StoredFigures(item, path + "[]"));
        }
        return items;
    }

    Stream<String> keys() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("needs %s to be %s".formatted(path.isEmpty() ? "all" : path, what));
        }
    }
}
