package dev.sommelier.ui.batch;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.data.provider.ListDataProvider;
import dev.sommelier.ui.part.Texts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// What came of the batch so far. However fast answers come, it is drawn four times a second at most.
final class BatchResults extends Div {
    private static final int PAUSE_MS = 250;

    private final Batch batch;
    private final BatchFlow flow;
    private final Executor soon;
    private final BatchProgress progress = new BatchProgress();
    private final ClassCounts counts = new ClassCounts();
    private final BatchFilter filter = new BatchFilter();
    private final BatchTable table = new BatchTable();
    private final ListDataProvider<BatchRow> rows;
    private boolean due;
    private int turn;

    BatchResults(Batch batch, BatchFlow flow, Executor page) {
        this.batch = batch;
        this.flow = flow;
        this.soon = CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS, page);
        this.rows = table.show(batch, filter);
        addClassName("batch-results");
        progress.onCancel(flow::cancel);
        progress.onGoOn(flow::goOn);
        progress.onRemoveAll(this::clear);
        flow.onChange(this::showSoon);
        filter.onChange(this::show);
        var head = new Div(new H2(Texts.of("batch.answers")), new BatchDownloads(batch));
        head.addClassName("batch-table-head");
        add(progress, counts, head, filter, table);
        setVisible(false);
    }

    private void clear() {
        filter.clear();
        flow.removeAll();
    }

    private void showSoon() {
        if (!due) {
            due = true;
            soon.execute(this::show);
        }
    }

    private void show() {
        due = false;
        setVisible(batch.size() > 0);
        List<Map.Entry<String, Integer>> classes = batch.classes();
        progress.show(batch, flow);
        // Its bars grow for a moment each time, so every fourth time is enough.
        if (turn++ % 4 == 0 || batch.count(Outcome::settled) == batch.size()) {
            counts.show(classes);
        }
        filter.offer(classes.stream().map(Map.Entry::getKey).toList());
        filter.showCount((int) batch.rows().stream().filter(filter).count(), batch.size());
        rows.refreshAll();
    }
}
