package dev.sommelier.app;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// What a person may have meant by a name that is not known: the same name in another section, its initials (`lr`
/// for `learning-rate`), or a slip of a few letters.
record Nearest(List<String> names) {
    private static final int MOST = 3;

    /// @param known names of parts between dots, such as `train.learning-rate`
    static Nearest to(String unknown, Collection<String> known) {
        String meant = plain(unknown);
        return new Nearest(
                Stream.of(below(meant, known), sameEnd(meant, known), sameName(meant, known), fewestSlips(meant, known))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                        .stream()
                        .sorted()
                        .limit(MOST)
                        .toList());
    }

    /// A question to put after what is wrong, or the other words if nothing is near.
    String question(String otherwise) {
        return switch (names.size()) {
            case 0 -> otherwise;
            case 1 -> "Did you mean %s?".formatted(names.getFirst());
            default ->
                "Did you mean %s or %s?"
                        .formatted(String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
        };
    }

    /// Other programs write `learningRate` or `learning_rate`.
    private static String plain(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    private static List<String> below(String section, Collection<String> known) {
        return known.stream().filter(name -> name.startsWith(section + ".")).toList();
    }

    private static List<String> sameEnd(String meant, Collection<String> known) {
        return known.stream()
                .filter(name -> name.equals(meant) || name.endsWith("." + meant))
                .toList();
    }

    private static List<String> sameName(String meant, Collection<String> known) {
        String last = last(meant);
        List<String> same = known.stream()
                .filter(name -> last(name).equals(last) || initials(last(name)).equals(last))
                .toList();
        List<String> ofSection =
                same.stream().filter(name -> first(name).equals(first(meant))).toList();
        return ofSection.isEmpty() ? same : ofSection;
    }

    private static List<String> fewestSlips(String meant, Collection<String> known) {
        Map<Integer, List<String>> bySlips = known.stream()
                .collect(Collectors.groupingBy(name -> slips(meant, name), TreeMap::new, Collectors.toList()));
        return bySlips.entrySet().stream()
                .findFirst()
                .filter(nearest -> nearest.getKey() <= Math.max(2, meant.length() / 3))
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    /// Letters to change until the one is the other, or its end after a dot.
    private static int slips(String meant, String name) {
        return IntStream.range(0, name.length())
                .filter(at -> at == 0 || name.charAt(at - 1) == '.')
                .map(at -> LevenshteinDistance.getDefaultInstance().apply(meant, name.substring(at)))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static String first(String name) {
        return name.substring(0, name.contains(".") ? name.indexOf('.') : name.length());
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String initials(String words) {
        return Stream.of(words.split("-", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
    }
}
