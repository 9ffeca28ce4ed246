package dev.sommelier.ui.classify;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendState;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.part.BackendNotice;
import dev.sommelier.ui.part.PageHeading;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.UiLock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Photos in, classes out. Only puts the parts together: [PhotoFlow] decides what happens to a photo.
@Route("")
@Menu(title = "classify.menu", order = 0)
@StyleSheet("classify.css")
public final class ClassifyPage extends Div implements HasDynamicTitle, BeforeEnterObserver {
    private static final String SCRIPT = "context://photo-card.js";

    /// Of the address: opens the page with this photo of [Examples].
    private static final String EXAMPLE = "example";

    private final BackendWatch watch;
    private final PhotoUpload upload;
    private final PhotoIntake intake;
    private final PhotoTray tray = new PhotoTray();
    private final ModelLine model = new ModelLine();
    private final BackendNotice notice;
    private final HistoryList past;
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
        var history = history(limits);
        this.past = new HistoryList(history);
        this.flow = new PhotoFlow(limits, upload, intake, tray, watch::lost, new AnswerTools(backend, history, page));
        intake.onChosen(this::add);
        tray.onRemoveAll(() -> flow.remove(tray.photos()));
        addClassName("classify");
        add(new PageHeading(Texts.of("classify.title"), Texts.of("classify.lead"), model), notice, intake, tray, past);
    }

    /// One for all pages of the session, which may be left and come back to.
    private static History history(PhotoLimits limits) {
        var session = VaadinSession.getCurrent();
        var kept = session.getAttribute(History.class);
        var history = kept == null ? new History(limits.maxHistory()) : kept;
        session.setAttribute(History.class, history);
        return history;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(EXAMPLE)
                .filter(Examples.NAMES::contains)
                .ifPresent(intake::takeExample);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJavaScript(SCRIPT);
        past.in(zone(event.getUI().getPage().getExtendedClientDetails().getTimeZoneId()));
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

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneId.systemDefault();
        }
    }

    @Override
    public String getPageTitle() {
        return Texts.of("classify.page-title");
    }
}
