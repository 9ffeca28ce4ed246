package dev.sommelier.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a query in PromQL asks for. Knows as much of the language as the project's own queries use; promtool checks the
/// rest.
///
/// @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying Prometheus</a>
record PromQuery(String text) {
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");
    private static final String STRING = "\"[^\"]*\"";
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern NOT_NAMES =
            Pattern.compile(STRING + "|\\{[^}]*}|\\[[^]]*]|\\boffset\\s+\\w+|" + GROUPING.pattern());
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    /// A condition on a label of a metric.
    record Condition(String metric, String label, String operator, String value) {

        /// What is looked for word by word; empty if it is a pattern, or is to be left out.
        List<String> words() {
            boolean plain = operator.startsWith("=") && value.matches("[a-z-]+(\\|[a-z-]+)*");
            return plain ? List.of(value.split("\\|")) : List.of();
        }
    }

    /// Of metrics, and of what rules record.
    Set<String> names() {
        return NAME.matcher(NOT_NAMES.matcher(text).replaceAll(" "))
                .results()
                .map(found -> found.group())
                .filter(name -> !OPERATORS.contains(name))
                .collect(Collectors.toSet());
    }

    List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        Matcher selectors = SELECTOR.matcher(text);
        while (selectors.find()) {
            String metric = selectors.group(1);
            MATCHER.matcher(selectors.group(2))
                    .results()
                    .map(found -> new Condition(metric, found.group(1), found.group(2), found.group(3)))
                    .forEach(all::add);
        }
        return all;
    }

    /// Labels by which series are put together.
    Set<String> groupings() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toSet());
    }
}
