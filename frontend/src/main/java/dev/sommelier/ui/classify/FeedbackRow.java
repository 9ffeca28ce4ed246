package dev.sommelier.ui.classify;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.api.Prediction;
import dev.sommelier.ui.api.Prediction.Score;
import dev.sommelier.ui.api.Said;
import dev.sommelier.ui.part.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lets a person say whether the answer is right, and what else it is.
final class FeedbackRow extends Div {
    /// So many other classes have a button each; of more, one is looked for by its name.
    private static final int MOST_BUTTONS = 6;

    private final Prediction prediction;
    private final AnswerTools tools;

    FeedbackRow(Prediction prediction, AnswerTools tools) {
        this.prediction = prediction;
        this.tools = tools;
        addClassName("feedback");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Texts.of("classify.feedback.group"));
        ask();
    }

    private void ask() {
        show(
                Texts.of("classify.feedback.question"),
                button(Texts.of("classify.feedback.yes"), () -> send(prediction.label())),
                button(Texts.of("classify.feedback.no"), this::askWhich));
    }

    private void askWhich() {
        List<String> others = prediction.scores().stream()
                .map(Score::label)
                .filter(label -> !label.equals(prediction.label()))
                .toList();
        List<Component> ways = new ArrayList<>();
        if (others.size() <= MOST_BUTTONS) {
            others.forEach(label -> ways.add(button(label, () -> send(label))));
        } else {
            ways.add(choice(others));
        }
        ways.add(button(Texts.of("classify.feedback.back"), this::ask));
        show(Texts.of("classify.feedback.which"), ways.toArray(Component[]::new));
    }

    private LabelSelect choice(List<String> others) {
        return new LabelSelect(Texts.of("classify.feedback.which"), others, this::send);
    }

    private void send(String label) {
        show(Texts.of("classify.feedback.sending"));
        boolean right = label.equals(prediction.label());
        String id = prediction.details().requestId();
        var _ = tools.backend()
                .feedback(id, right ? Optional.empty() : Optional.of(label))
                .thenAcceptAsync(said -> sent(said, id, label), tools.page());
    }

    private void sent(Said said, String id, String label) {
        switch (said) {
            case Said.Stored() -> {
                tools.history().said(id, label);
                show(
                        Texts.of("classify.feedback.thanks", label),
                        button(Texts.of("classify.feedback.change"), this::ask));
            }
            case Said.Refused(var detail) -> show(detail, button(Texts.of("classify.retry"), this::ask));
        }
    }

    /// The sentence is read out when it changes.
    private void show(String sentence, Component... ways) {
        removeAll();
        var text = new Span(sentence);
        text.addClassName("feedback-text");
        text.getElement().setAttribute("role", "status");
        add(text);
        add(ways);
    }

    private static Button button(String text, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }
}
