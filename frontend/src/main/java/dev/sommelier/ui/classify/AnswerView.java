package dev.sommelier.ui.classify;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import dev.sommelier.ui.api.Prediction;
import dev.sommelier.ui.part.ProbabilityBars;
import dev.sommelier.ui.part.Sureness;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that a card says of an answer.
///
/// @param file name of the photo
record AnswerView(String file, Prediction prediction, AnswerTools tools, Optional<HeatMapLayer> heat) {

    List<Component> parts() {
        var details = prediction.details();
        List<Component> parts = new ArrayList<>();
        parts.add(verdict());
        if (!prediction.familiar()) {
            parts.add(line(Texts.of("classify.unfamiliar"), "unfamiliar"));
        }
        parts.add(new ProbabilityBars(prediction.scores()));
        heat.map(HeatMapLayer::controls).ifPresent(parts::add);
        if (!details.neighbours().isEmpty()) {
            parts.add(new Neighbours(details.neighbours()));
        }
        if (!details.requestId().isEmpty()) {
            parts.add(new FeedbackRow(prediction, tools));
        }
        var backend = tools.backend();
        parts.add(new CopyRow(details.json(), new Snippets(backend.address(), backend.asksForKey(), file)));
        details.time().map(AnswerView::took).ifPresent(parts::add);
        return parts;
    }

    private Div verdict() {
        var label = new H3(prediction.label());
        label.addClassName("label");
        var verdict = new Div(label, Sureness.of(prediction.confidence()).badge());
        verdict.addClassName("verdict");
        return verdict;
    }

    private static Paragraph took(Duration time) {
        return line(Texts.of("classify.took", Math.max(1, time.toMillis())), "took");
    }

    private static Paragraph line(String text, String className) {
        var line = new Paragraph(text);
        line.addClassName(className);
        return line;
    }
}
