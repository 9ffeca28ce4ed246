package dev.sommelier.ui.batch;

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
import java.util.function.BiConsumer;

/// Where photos and zips come in. Its browser half is `batch-intake.js`, which unpacks, announces photos here, sends
/// one when it is asked to, and draws the thumbnails.
final class BatchIntake extends Div {
    private static final String SCRIPT = "context://batch-intake.js";
    private static final String READABLE =
            "image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff,.zip,application/zip";

    private final BatchUpload upload;
    private BiConsumer<List<ChosenFile>, Integer> onChosen = (files, leftOut) -> {};

    BatchIntake(BatchUpload upload, BatchLimits limits) {
        this.upload = upload;
        addClassName("batch-intake");
        var icon = VaadinIcon.RECORDS.create();
        icon.addClassName("batch-intake-icon");
        add(icon, invitation(), choose(), input(), facts(limits));
        getElement()
                .setAttribute("data-upload", upload)
                .setAttribute("data-drop", Texts.of("batch.intake.drop-here"))
                .setAttribute("data-most", Integer.toString(limits.maxPhotos()))
                .setAttribute("data-bytes", Long.toString(limits.maxBytes()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJavaScript(SCRIPT);
        getElement().executeJs("window.sommelierBatchIntake(this)");
    }

    /// @param action gets photos, and how many more were left out in the browser
    void onChosen(BiConsumer<List<ChosenFile>, Integer> action) {
        onChosen = action;
    }

    /// Asks the browser to send the photo.
    void ask(int photo) {
        getElement().executeJs("this.send($0)", photo);
    }

    /// Ends what the browser sends at the moment.
    void stop() {
        getElement().executeJs("this.stop()");
    }

    /// Lets the browser free a photo, with its thumbnail.
    void release(int photo) {
        getElement().executeJs("this.release($0)", photo);
    }

    void releaseAll() {
        getElement().executeJs("this.releaseAll()");
    }

    @ClientCallable
    void chosen(List<ChosenFile> files, int leftOut) {
        onChosen.accept(files, leftOut);
    }

    @ClientCallable
    void notSent(int photo) {
        upload.notSent(photo);
    }

    private static Div invitation() {
        var title = new Span(Texts.of("batch.intake.title"));
        title.addClassName("batch-intake-title");
        var hint = new Span(Texts.of("batch.intake.hint"));
        hint.addClassName("batch-intake-hint");
        var invitation = new Div(title, hint);
        invitation.addClassName("batch-intake-text");
        return invitation;
    }

    /// The browser opens its file chooser only as the direct result of a click, so its script does.
    private static Button choose() {
        var choose = new Button(Texts.of("batch.intake.choose"));
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        choose.addClassName("batch-choose");
        return choose;
    }

    private static Input input() {
        var input = new Input();
        input.setType("file");
        input.getElement()
                .setAttribute("multiple", true)
                .setAttribute("accept", READABLE)
                .setAttribute("hidden", true);
        input.setAriaLabel(Texts.of("batch.intake.input"));
        return input;
    }

    private static Paragraph facts(BatchLimits limits) {
        var facts = new Paragraph(Texts.of("batch.intake.facts", new FileSize(limits.maxBytes()), limits.maxPhotos()));
        facts.addClassName("batch-intake-facts");
        return facts;
    }
}
