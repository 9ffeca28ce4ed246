package dev.sommelier.ui.classify;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.UiLock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// What this session saw so far, also of photos that are gone from the page.
final class HistoryList extends Details {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final History history;
    private final OrderedList rows = new OrderedList();
    private Runnable stopListening = () -> {};
    private ZoneId zone = ZoneId.systemDefault();

    HistoryList(History history) {
        this.history = history;
        addClassName("history");
        rows.addClassName("history-rows");
        var clear = new Button(Texts.of("classify.history.clear"), click -> history.clear());
        clear.addThemeVariants(ButtonVariant.SMALL);
        add(new Div(rows, clear));
        addOpenedChangeListener(change -> refresh());
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var page = UiLock.of(event.getUI());
        stopListening = history.listen(() -> page.execute(this::refresh));
        refresh();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stopListening.run();
        super.onDetach(event);
    }

    /// @param zone of whoever looks at it
    void in(ZoneId zone) {
        this.zone = zone;
        refresh();
    }

    /// What nobody looks at is not drawn.
    private void refresh() {
        var entries = history.entries();
        setVisible(!entries.isEmpty());
        setSummaryText(Texts.of("classify.history.title", entries.size()));
        rows.removeAll();
        if (isOpened()) {
            entries.forEach(entry -> rows.add(row(entry)));
        }
    }

    private ListItem row(History.Entry entry) {
        var time = new Span(TIME.format(entry.at().atZone(zone)));
        time.addClassName("history-time");
        var photo = new Span(entry.photo());
        photo.addClassName("file-name");
        photo.getElement().setAttribute("title", entry.photo());
        var label = new Span("%s, %s".formatted(entry.label(), new Percent(entry.confidence())));
        label.addClassName("history-label");
        var row = new ListItem(time, photo, label, new Span(word(entry)));
        row.addClassName("history-row");
        return row;
    }

    private static String word(History.Entry entry) {
        return entry.said()
                .map(said -> said.equals(entry.label())
                        ? Texts.of("classify.history.right")
                        : Texts.of("classify.history.wrong", said))
                .orElse("");
    }
}
