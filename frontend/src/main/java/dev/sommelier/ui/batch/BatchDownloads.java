package dev.sommelier.ui.batch;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import dev.sommelier.ui.part.Texts;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Function;

/// The rows as CSV and JSON, all of them and as they are at that moment.
final class BatchDownloads extends Div {
    private final Batch batch;

    BatchDownloads(Batch batch) {
        this.batch = batch;
        addClassName("batch-downloads");
        add(
                link(Texts.of("batch.csv"), "sommelier-batch.csv", "text/csv;charset=utf-8", BatchFile::csv),
                link(Texts.of("batch.json"), "sommelier-batch.json", "application/json", BatchFile::json));
    }

    private Anchor link(String text, String name, String type, Function<List<BatchRow>, byte[]> write) {
        var link = new Anchor(
                DownloadHandler.fromInputStream(event -> {
                    byte[] file = write.apply(snapshot(event.getSession()));
                    return new DownloadResponse(new ByteArrayInputStream(file), name, type, file.length);
                }),
                text);
        link.getElement().setAttribute("download", name);
        return link;
    }

    /// A download has a thread of its own, without the lock of the page.
    private List<BatchRow> snapshot(VaadinSession session) {
        session.lock();
        try {
            return List.copyOf(batch.rows());
        } finally {
            session.unlock();
        }
    }
}
