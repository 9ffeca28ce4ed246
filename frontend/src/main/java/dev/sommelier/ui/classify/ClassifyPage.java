package dev.sommelier.ui.classify;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendState;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.part.BackendNotice;
import dev.sommelier.ui.part.PageHeading;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.UiLock;
import java.util.List;
import java.util.concurrent.Executor;

/// Photos in, classes out. Only puts the parts together: [PhotoFlow] decides what happens to a photo.
@Route("")
@Menu(title = "classify.menu", order = 0)
@StyleSheet("classify.css")
public final class ClassifyPage extends Div implements HasDynamicTitle {
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
        this.page = UiLock.of(UI.getCurrent());
        this.upload = new PhotoUpload(backend, slots, limits);
        this.intake = new PhotoIntake(upload, limits);
        this.notice =
                new BackendNotice(page, watch::lookNow, Texts.of("classify.away"), Texts.of("classify.getting-ready"));
        this.flow = new PhotoFlow(limits, upload, intake, tray, watch::lost, page);
        intake.onChosen(this::add);
        tray.onRemoveAll(() -> flow.remove(tray.photos()));
        addClassName("classify");
        add(new PageHeading(Texts.of("classify.title"), Texts.of("classify.lead"), model), notice, intake, tray);
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
            Notification.show(Texts.of("classify.no-room", leftOut));
        }
    }

    private void show(BackendState state) {
        notice.show(state);
        model.show(state);
        flow.backendReady(state instanceof BackendState.Up);
    }

    @Override
    public String getPageTitle() {
        return Texts.of("classify.page-title");
    }
}
