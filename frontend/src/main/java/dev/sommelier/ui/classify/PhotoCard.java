package dev.sommelier.ui.classify;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.sommelier.ui.api.Prediction;
import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Texts;
import java.util.Optional;

/// One photo with what came of it. Its look follows the `data-state` attribute.
final class PhotoCard extends Article {
    private final ChosenPhoto photo;
    private final Div picture;
    private final Div outcome = new Div();
    private final Button retry = new Button(Texts.of("classify.retry"));
    private final Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());

    PhotoCard(ChosenPhoto photo) {
        this.photo = photo;
        addClassName("photo");
        getElement().setAttribute("aria-label", photo.name());
        outcome.addClassName("outcome");
        retry.addThemeVariants(ButtonVariant.SMALL);
        remove.addClassName("remove");
        remove.setAriaLabel(Texts.of("classify.remove", photo.name()));
        this.picture = picture(photo);
        add(picture, remove, outcome, caption());
        waiting(Texts.of("classify.waiting"));
    }

    String name() {
        return photo.name();
    }

    void onRemove(Runnable action) {
        remove.addClickListener(click -> action.run());
    }

    void onRetry(Runnable action) {
        retry.addClickListener(click -> action.run());
    }

    void waiting(String why) {
        show("waiting", message(why));
    }

    void looking() {
        show("looking", message(Texts.of("classify.looking")));
    }

    void classified(Prediction prediction, AnswerTools tools) {
        Optional<HeatMapLayer> heat =
                prediction.details().heatMap().map(map -> new HeatMapLayer(map, prediction.label()));
        heat.filter(layer -> !photo.preview().isEmpty()).ifPresent(picture::add);
        var view = new AnswerView(photo.name(), prediction, tools, heat);
        show("classified", view.parts().toArray(Component[]::new));
    }

    void refused(String why) {
        show("refused", title(Texts.of("classify.refused")), message(why));
    }

    void failed(String why) {
        show("failed", title(Texts.of("classify.failed")), message(why), retry);
    }

    private void show(String state, Component... content) {
        getElement().setAttribute("data-state", state);
        outcome.removeAll();
        outcome.add(content);
    }

    private static Paragraph message(String text) {
        var message = new Paragraph(text);
        message.addClassName("message");
        return message;
    }

    private static Paragraph title(String text) {
        var title = new Paragraph(text);
        title.addClassName("trouble");
        return title;
    }

    /// The browser shows its own copy. Where it cannot, `photo-intake.js` marks the picture and a placeholder
    /// stays.
    private static Div picture(ChosenPhoto photo) {
        var icon = VaadinIcon.PICTURE.create();
        var placeholder = new Div(icon, new Span(Texts.of("classify.no-preview")));
        placeholder.addClassName("no-preview");
        var picture = new Div(placeholder);
        picture.addClassName("picture");
        if (photo.preview().isEmpty()) {
            picture.addClassName("without-preview");
        } else {
            var preview = new Image(photo.preview(), "");
            preview.addClassName("preview");
            picture.add(preview);
        }
        return picture;
    }

    private Paragraph caption() {
        var name = new Span(photo.name());
        name.addClassName("file-name");
        name.getElement().setAttribute("title", photo.name());
        var size = new Span(new FileSize(photo.bytes()).toString());
        size.addClassName("file-size");
        var caption = new Paragraph(name, size);
        caption.addClassName("caption");
        return caption;
    }
}
