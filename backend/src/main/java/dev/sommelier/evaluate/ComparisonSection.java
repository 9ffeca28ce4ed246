package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Fact;
import dev.sommelier.evaluate.Block.Facts;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import java.util.List;

/// Two models, or two ways to run one, side by side.
public final class ComparisonSection {
    private ComparisonSection() {}

    /// @param key in `evaluation.json`
    /// @param first name of the first
    /// @param second name of the second
    public static Section of(String key, String title, String first, String second, Comparison comparison) {
        return new Section(
                key,
                title,
                json(first, second, comparison),
                List.of(
                        facts(first, second, comparison),
                        table(first, second, comparison),
                        new Note(verdict(comparison))));
    }

    private static Object json(String first, String second, Comparison comparison) {
        return new Json()
                .put("first", first)
                .put("second", second)
                .put("photos", comparison.photos())
                .put("first_accuracy", (double) comparison.firstRight() / comparison.photos())
                .put("second_accuracy", (double) comparison.secondRight() / comparison.photos())
                .put("difference", comparison.difference())
                .put("difference_95", comparison.interval())
                .put("only_first_right", comparison.mcNemar().onlyFirst())
                .put("only_second_right", comparison.mcNemar().onlySecond())
                .put("mcnemar_p", comparison.mcNemar().p())
                .map();
    }

    private static Facts facts(String first, String second, Comparison comparison) {
        return new Facts(List.of(
                accuracy(first, comparison.firstRight(), comparison.photos()),
                accuracy(second, comparison.secondRight(), comparison.photos()),
                new Fact(
                        "Difference",
                        "%s points".formatted(Wording.points(comparison.difference())),
                        "95 %% interval %s".formatted(Wording.points(comparison.interval()))),
                new Fact(
                        "McNemar's test",
                        "p = " + Wording.decimals(comparison.mcNemar().p()),
                        "exact, two-sided")));
    }

    private static Fact accuracy(String name, int right, int photos) {
        return new Fact(
                name,
                Wording.percent((double) right / photos),
                "95 %% interval %s".formatted(Wording.range(Interval.wilson(right, photos))));
    }

    private static Table table(String first, String second, Comparison comparison) {
        McNemar differing = comparison.mcNemar();
        int both = comparison.firstRight() - differing.onlyFirst();
        int neither = comparison.photos() - both - differing.onlyFirst() - differing.onlySecond();
        return new Table(
                "Photos by who is right",
                List.of("Right", "Photos"),
                List.of(
                        Table.row("both", Integer.toString(both)),
                        Table.row("only " + first, Integer.toString(differing.onlyFirst())),
                        Table.row("only " + second, Integer.toString(differing.onlySecond())),
                        Table.row("neither", Integer.toString(neither))));
    }

    private static String verdict(Comparison comparison) {
        String question =
                "p is how often two equally good models would differ on as uneven a share of photos by luck alone.";
        return comparison.mcNemar().p() < 0.05
                ? question + " Here that is rare: the difference is real, as far as photos like these go."
                : question + " Here that is not rare: these photos do not show that one is better.";
    }
}
