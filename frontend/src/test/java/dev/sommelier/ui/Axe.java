package dev.sommelier.ui;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks axe-core whether everybody can use a page.
final class Axe {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Axe() {}

    /// @throws AssertionError naming rule, impact and place of each serious or critical violation
    static void check(Page page) {
        // What fades is hard to read for a moment.
        page.waitForFunction("() => document.getAnimations().every(animation => animation.playState === 'finished'"
                + " || animation.effect.getComputedTiming().iterations === Infinity)");
        List<Rule> grave = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .toList();
        if (!grave.isEmpty()) {
            throw new AssertionError("Not everybody can use this page:\n"
                    + grave.stream().map(Axe::words).collect(Collectors.joining("\n")));
        }
    }

    private static String words(Rule rule) {
        String places = rule.getNodes().stream().map(Axe::place).collect(Collectors.joining("\n"));
        return "%s (%s): %s\n%s".formatted(rule.getId(), rule.getImpact(), rule.getHelp(), places);
    }

    private static String place(CheckedNode node) {
        return "  at %s: %s\n    %s"
                .formatted(
                        node.getTarget(),
                        node.getHtml(),
                        node.getFailureSummary().replace("\n", "\n    "));
    }
}
