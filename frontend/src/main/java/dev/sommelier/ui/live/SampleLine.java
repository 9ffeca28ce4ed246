package dev.sommelier.ui.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of Prometheus' text format: `name{label="text"} value timestamp`. Each is read once.
final class SampleLine {
    private static final Pattern VALUE = Pattern.compile(
            "\\s*+([+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?|[+-]?Inf|NaN)(?:\\s++-?\\d++)?\\s*+");

    private final String line;
    private int at;

    SampleLine(String line) {
        this.line = line;
    }

    /// @return nothing where it breaks the format
    Optional<Map.Entry<Meter, Double>> read() {
        String name = word();
        Map<String, String> labels = new HashMap<>();
        if (name.isEmpty() || (take('{') ? !labels(labels) : !blankAhead())) {
            return Optional.empty();
        }
        return value(line.substring(at)).map(value -> Map.entry(new Meter(name, labels), value));
    }

    private boolean labels(Map<String, String> labels) {
        while (!take('}')) {
            String name = word();
            if (name.isEmpty() || !take('=') || !take('"')) {
                return false;
            }
            Optional<String> text = quoted();
            if (text.isEmpty() || labels.put(name, text.get()) != null || (!take(',') && !ahead('}'))) {
                return false;
            }
        }
        return true;
    }

    /// The rest of a text whose first quotation mark was taken.
    private Optional<String> quoted() {
        var text = new StringBuilder();
        while (at < line.length()) {
            char next = line.charAt(at++);
            if (next == '"') {
                return Optional.of(text.toString());
            }
            if (next == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(next);
            }
        }
        return Optional.empty();
    }

    private String word() {
        skipBlanks();
        int from = at;
        while (at < line.length() && isOfName(line.charAt(at), at == from)) {
            at++;
        }
        return line.substring(from, at);
    }

    private static boolean isOfName(char letter, boolean first) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || letter == '_'
                || letter == ':'
                || (!first && letter >= '0' && letter <= '9');
    }

    private boolean take(char wanted) {
        boolean there = ahead(wanted);
        at += there ? 1 : 0;
        return there;
    }

    private boolean ahead(char wanted) {
        skipBlanks(wanted);
        return at < line.length() && line.charAt(at) == wanted;
    }

    /// Goes on only where the wanted one follows, so that the blank before a value stays.
    private void skipBlanks(char wanted) {
        int before = at;
        skipBlanks();
        if (at >= line.length() || line.charAt(at) != wanted) {
            at = before;
        }
    }

    private void skipBlanks() {
        while (blankAhead()) {
            at++;
        }
    }

    private boolean blankAhead() {
        return at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t');
    }

    private static Optional<Double> value(String text) {
        var found = VALUE.matcher(text);
        return found.matches() ? Optional.of(number(found.group(1))) : Optional.empty();
    }

    private static double number(String text) {
        return text.endsWith("Inf") ? Double.parseDouble(text + "inity") : Double.parseDouble(text);
    }
}
