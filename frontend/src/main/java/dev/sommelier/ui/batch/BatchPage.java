package dev.sommelier.ui.batch;

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

/// Hundreds of photos or a zip in, a table out. Only puts the parts together: [BatchFlow] decides what happens to a
/// photo, [BatchResults] shows what came of all.
@Route("batch")
@Menu(title = "batch.menu", order = 1)
@StyleSheet("batch.css")
public final class BatchPage extends Div implements HasDynamicTitle {
    private final BackendWatch watch;
    private final BatchUpload upload;
    private final BackendNotice notice;
    private final BatchFlow flow;
    private final BatchResults results;
    private final Executor page;
    private Runnable stopListening = () -> {};

    public BatchPage(BackendClient backend, BackendWatch watch, SharedSlots slots, BatchLimits limits) {
        this.watch = watch;
        this.page = UiLock.of(UI.getCurrent());
        this.upload = new BatchUpload(backend, slots, limits);
        this.notice = new BackendNotice(page, watch::lookNow, Texts.of("batch.away"), Texts.of("batch.getting-ready"));
        var batch = new Batch();
        var intake = new BatchIntake(upload, limits);
        this.flow = new BatchFlow(limits, upload, intake, batch, watch::lost, page);
        this.results = new BatchResults(batch, flow, page);
        intake.onChosen(this::add);
        addClassName("batch");
        add(new PageHeading(Texts.of("batch.title"), Texts.of("batch.lead")), notice, intake, results);
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

    private void add(List<ChosenFile> files, int leftOutBefore) {
        int leftOut = leftOutBefore + flow.add(files);
        if (leftOut > 0) {
            Notification.show(Texts.of("batch.no-room", leftOut));
        }
    }

    private void show(BackendState state) {
        notice.show(state);
        flow.backendReady(state instanceof BackendState.Up);
    }

    @Override
    public String getPageTitle() {
        return Texts.of("batch.page-title");
    }
}
