package dev.sommelier.ui.part;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.sommelier.ui.api.Prediction.Score;
import java.util.List;
import java.util.Locale;

/// The probability of each class as a bar with its figure, in the order given.
public final class ProbabilityBars extends UnorderedList {
    /// A model may know a thousand classes; the rest of them is summed up in one line.
    private static final int MOST = 6;

    public ProbabilityBars(List<Score> scores) {
        addClassName("bars");
        scores.stream().limit(MOST).map(ProbabilityBars::row).forEach(this::add);
        if (scores.size() > MOST) {
            double rest =
                    scores.stream().skip(MOST).mapToDouble(Score::probability).sum();
            add(row(new Score(Texts.of("common.bars.others", scores.size() - MOST), Math.min(1, rest))));
        }
    }

    private static ListItem row(Score score) {
        var label = new Span(score.label());
        label.addClassName("bar-label");
        var figure = new Span(new Percent(score.probability()).toString());
        figure.addClassName("bar-figure");
        var row = new ListItem(label, bar(score.probability()), figure);
        row.addClassName("bar");
        return row;
    }

    private static Span bar(double probability) {
        var fill = new Span();
        fill.addClassName("bar-fill");
        fill.getStyle().set("--share", String.format(Locale.ROOT, "%.4f", probability));
        var track = new Span(fill);
        track.addClassName("bar-track");
        track.getElement().setAttribute("aria-hidden", "true");
        return track;
    }
}
