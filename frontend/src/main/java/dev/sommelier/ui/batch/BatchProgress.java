package dev.sommelier.ui.batch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;

/// How far the batch has come, and what can be done about it.
final class BatchProgress extends Div {
    private static final int MINUTE = 60;

    private final H2 title = new H2();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph line = new Paragraph();
    private final Div heard = new Div();
    private final Button cancel = new Button(Texts.of("batch.cancel"));
    private final Button goOn = new Button();
    private final Button removeAll = new Button(Texts.of("batch.remove-all"));
    private int heardQuarter = -1;

    BatchProgress() {
        addClassNames("panel", "batch-progress");
        removeAll.addThemeVariants(ButtonVariant.TERTIARY);
        bar.getElement().setAttribute("aria-label", Texts.of("batch.progress"));
        heard.addClassName("only-heard");
        heard.getElement().setAttribute("aria-live", "polite");
        var buttons = new Div(cancel, goOn, removeAll);
        buttons.addClassName("batch-buttons");
        var head = new Div(title, buttons);
        head.addClassName("batch-progress-head");
        add(head, bar, line, heard);
    }

    void onCancel(Runnable action) {
        cancel.addClickListener(click -> action.run());
    }

    void onGoOn(Runnable action) {
        goOn.addClickListener(click -> action.run());
    }

    void onRemoveAll(Runnable action) {
        removeAll.addClickListener(click -> action.run());
    }

    void show(Batch batch, BatchFlow flow) {
        int all = batch.size();
        int done = batch.count(Outcome::settled);
        int again = batch.count(outcome -> outcome instanceof Outcome.Cancelled || outcome instanceof Outcome.Failed);
        boolean running = done < all;
        int cancelled = batch.count(Outcome.Cancelled.class::isInstance);
        title.setText(title(running, cancelled, done, all));
        bar.setValue(all == 0 ? 0 : (double) (done - cancelled) / all);
        line.setText(words(batch) + (running ? " " + outlook(flow) : ""));
        cancel.setVisible(running);
        removeAll.setVisible(!running);
        goOn.setVisible(!running && again > 0);
        goOn.setText(Texts.of("batch.go-on", again));
        announce(all == 0 ? -1 : 4 * done / all);
    }

    private static String title(boolean running, int cancelled, int done, int all) {
        if (running) {
            return Texts.of("batch.progress-running", done, all);
        }
        return cancelled > 0
                ? Texts.of("batch.progress-cancelled", done - cancelled, all)
                : Texts.of("batch.progress-done", all);
    }

    /// Each quarter is told to those who cannot see the bar; more often would drown all else.
    private void announce(int quarter) {
        if (quarter != heardQuarter) {
            heardQuarter = quarter;
            heard.setText(title.getText() + ". " + line.getText());
        }
    }

    private static String words(Batch batch) {
        return Texts.of(
                "batch.counts",
                batch.count(Outcome.Classified.class::isInstance),
                batch.count(Outcome.Refused.class::isInstance),
                batch.count(Outcome.Failed.class::isInstance),
                batch.count(Outcome.Cancelled.class::isInstance));
    }

    private static String outlook(BatchFlow flow) {
        String holdUp = flow.holdUp();
        return holdUp.isEmpty() ? flow.timeLeft().map(BatchProgress::left).orElse("") : holdUp;
    }

    private static String left(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        return seconds < MINUTE
                ? Texts.of("batch.seconds-left", seconds)
                : Texts.of("batch.minutes-left", (seconds + MINUTE / 2) / MINUTE);
    }
}
