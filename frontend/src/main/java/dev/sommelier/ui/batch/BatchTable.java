package dev.sommelier.ui.batch;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import dev.sommelier.ui.api.Prediction;
import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Sureness;
import dev.sommelier.ui.part.Texts;
import java.util.Locale;

/// The rows as a table that sorts. A thumbnail is drawn by the browser from its own copy, and only where it is seen.
final class BatchTable extends Grid<BatchRow> {
    private static final String THUMB = "<batch-thumb photo=${item.id}></batch-thumb>";
    private static final String PHOTO = """
            <div class="batch-cell"><span class="batch-name" title=${item.name}>${item.name}</span>\
            <span class="batch-note" data-kind=${item.kind}>${item.note}</span></div>""";
    private static final String SURE = """
            <div class="batch-cell"><span class="batch-figure">${item.figure}</span>\
            <span class="sureness ${item.tone}" ?hidden=${!item.words}>${item.words}</span></div>""";

    BatchTable() {
        addClassName("batch-table");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        getElement().setAttribute("aria-label", Texts.of("batch.table"));
        setEmptyStateText(Texts.of("batch.filter.none"));
        addColumn(LitRenderer.<BatchRow>of(THUMB).withProperty("id", BatchRow::id))
                .setHeader("")
                .setWidth("4rem")
                .setFlexGrow(0);
        addColumn(photo())
                .setHeader(Texts.of("batch.photo"))
                .setComparator(BatchRow::name)
                .setWidth("6rem")
                .setFlexGrow(3);
        addColumn(row -> row.prediction().map(Prediction::label).orElse("–"))
                .setHeader(Texts.of("batch.class"))
                .setComparator(BatchRow.BY_CLASS)
                .setWidth("5.25rem")
                .setFlexGrow(1);
        addColumn(confidence())
                .setHeader(Texts.of("batch.confidence"))
                .setComparator(BatchRow.BY_CONFIDENCE)
                .setWidth("6.75rem")
                .setFlexGrow(0);
    }

    /// Looks at the batch anew with each refresh.
    ///
    /// @param filter says which of them to show
    ListDataProvider<BatchRow> show(Batch batch, BatchFilter filter) {
        var rows = new ListDataProvider<BatchRow>(batch.rows()) {
            @Override
            public Object getId(BatchRow row) {
                return row.id();
            }
        };
        rows.setFilter(filter::test);
        setItems(rows);
        return rows;
    }

    private static Renderer<BatchRow> photo() {
        return LitRenderer.<BatchRow>of(PHOTO)
                .withProperty("name", BatchRow::name)
                .withProperty("kind", row -> row.outcome().word())
                .withProperty("note", row -> row.note().isEmpty() ? new FileSize(row.bytes()).toString() : row.note());
    }

    private static Renderer<BatchRow> confidence() {
        return LitRenderer.<BatchRow>of(SURE)
                .withProperty(
                        "figure",
                        row -> row.prediction()
                                .map(answer -> new Percent(answer.confidence()).toString())
                                .orElse("–"))
                .withProperty(
                        "tone", row -> row.prediction().map(BatchTable::tone).orElse(""))
                .withProperty(
                        "words",
                        row -> row.prediction()
                                .map(answer -> Sureness.of(answer.confidence()).words())
                                .orElse(""));
    }

    private static String tone(Prediction answer) {
        return Sureness.of(answer.confidence()).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
