package dev.sommelier.ui.classify;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Texts;
import java.util.List;
import java.util.function.Consumer;

/// Where photos come in: dropped anywhere on the page, pasted, or chosen. Its browser half is `photo-intake.js`, which
/// announces photos here and sends one when it is asked to.
final class PhotoIntake extends Div {
    private static final String SCRIPT = "context://photo-intake.js";
    /// Named one by one: a phone then converts its own format into one of these before it hands a photo over.
    private static final String READABLE = "image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff";

    private final PhotoUpload upload;
    private String example = "";
    private Consumer<List<ChosenPhoto>> onChosen = photos -> {};

    PhotoIntake(PhotoUpload upload, PhotoLimits limits) {
        this.upload = upload;
        addClassName("intake");
        var icon = VaadinIcon.PICTURE.create();
        icon.addClassName("intake-icon");
        add(icon, invitation(), buttons(), fileInput(), facts(limits), new Examples());
        getElement().setAttribute("data-upload", upload);
        getElement().setAttribute("data-drop", Texts.of("classify.intake.drop-here"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJavaScript(SCRIPT);
        getElement().executeJs("window.sommelierPhotoIntake(this)");
        if (!example.isEmpty()) {
            getElement().executeJs("this.example($0)", example);
            example = "";
        }
    }

    void onChosen(Consumer<List<ChosenPhoto>> action) {
        onChosen = action;
    }

    /// Asks the browser to send the photo.
    void ask(int photo) {
        getElement().executeJs("this.send($0)", photo);
    }

    /// Lets the browser free the photo.
    void release(int photo) {
        getElement().executeJs("this.release($0)", photo);
    }

    @ClientCallable
    void chosen(List<ChosenPhoto> photos) {
        onChosen.accept(photos);
    }

    @ClientCallable
    void notSent(int photo) {
        upload.notSent(photo);
    }

    /// On a phone there is nothing to drop and no Ctrl key: the style sheet shows what fits.
    private static Div invitation() {
        var invitation = new Div(
                line(Texts.of("classify.intake.drop"), "intake-title for-mouse"),
                line(Texts.of("classify.intake.paste"), "intake-hint for-mouse"),
                line(Texts.of("classify.intake.touch"), "intake-title for-touch"));
        invitation.addClassName("intake-text");
        return invitation;
    }

    private static Span line(String text, String classes) {
        var line = new Span(text);
        line.addClassNames(classes);
        return line;
    }

    /// Takes in one of [Examples] as if somebody had chosen it, as soon as the page is there.
    void takeExample(String name) {
        example = name;
    }

    private static Div buttons() {
        var take = new Button(Texts.of("classify.intake.take"), VaadinIcon.CAMERA.create());
        take.addThemeVariants(ButtonVariant.PRIMARY);
        take.addClassNames("take", "for-touch");
        var buttons = new Div(take, chooseButton());
        buttons.addClassName("intake-buttons");
        return buttons;
    }

    /// Opens the file chooser in the browser itself: a browser allows that only as the direct result of a click.
    private static Button chooseButton() {
        var choose = new Button(Texts.of("classify.intake.choose"));
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        choose.addClassName("choose");
        return choose;
    }

    private static Input fileInput() {
        var input = new Input();
        input.setType("file");
        input.getElement()
                .setAttribute("multiple", true)
                .setAttribute("accept", READABLE)
                .setAttribute("hidden", true);
        input.setAriaLabel(Texts.of("classify.intake.input"));
        return input;
    }

    private static Paragraph facts(PhotoLimits limits) {
        var facts = new Paragraph(Texts.of("classify.intake.facts", new FileSize(limits.maxBytes())));
        facts.addClassName("intake-facts");
        return facts;
    }
}
