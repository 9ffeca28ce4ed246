package dev.sommelier.ui.classify;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendState;
import dev.sommelier.ui.api.BackendWatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Photos in, classes out. Only puts the parts together: [PhotoFlow] decides what happens to a photo.
@Route("")
@PageTitle("Classify – Sommelier")
@Menu(title = "Classify", order = 0)
@StyleSheet("classify.css")
public final class ClassifyPage extends Div {
    private static final int GOOD_NEWS_SECONDS = 4;

    private final BackendWatch watch;
    private final PhotoUpload upload;
    private final PhotoIntake intake;
    private final PhotoTray tray = new PhotoTray();
    private final ModelLine model = new ModelLine();
    private final BackendNotice notice;
    private final PhotoFlow flow;
    private final Executor page;
    private Runnable stopListening = () -> {};

    public ClassifyPage(BackendClient backend, BackendWatch watch, PhotoSlots slots, PhotoLimits limits) {
        this.watch = watch;
        this.page = underLockOf(UI.getCurrent());
        this.upload = new PhotoUpload(backend, slots, limits);
        this.intake = new PhotoIntake(upload, limits);
        this.notice = new BackendNotice(
                CompletableFuture.delayedExecutor(GOOD_NEWS_SECONDS, TimeUnit.SECONDS, page), watch::lookNow);
        this.flow = new PhotoFlow(limits, upload, intake, tray, watch::lost, page);
        intake.onChosen(this::add);
        tray.onRemoveAll(() -> flow.remove(tray.photos()));
        addClassName("classify");
        add(heading(), notice, intake, tray);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        stopListening = watch.listen(state -> page.execute(() -> show(state)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stopListening.run();
        upload.cancelAll();
    }

    private void add(List<ChosenPhoto> photos) {
        int leftOut = flow.add(photos);
        if (leftOut > 0) {
            Notification.show("%s found no room on this page. Remove some first.".formatted(PhotoTray.photos(leftOut)));
        }
    }

    private void show(BackendState state) {
        notice.show(state);
        model.show(state);
        flow.backendReady(state instanceof BackendState.Up);
    }

    private Div heading() {
        var lead = new Paragraph("Add a few photos. Each one gets its answer as soon as it is there.");
        lead.addClassName("lead");
        var heading = new Div(new H1("What is in the picture?"), lead, model);
        heading.addClassName("heading");
        return heading;
    }

    private static Executor underLockOf(UI ui) {
        return task -> ui.accessLater(task::run, () -> {}).run();
    }
}
