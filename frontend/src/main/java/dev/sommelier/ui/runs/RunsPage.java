package dev.sommelier.ui.runs;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.part.PageHeading;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.UiLock;
import dev.sommelier.ui.part.Vacancy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// How trainings went. Only puts the parts together, and looks again every two seconds while somebody sees the page.
@Route("runs")
@Menu(title = "runs.menu", order = 2)
@StyleSheet("runs.css")
public final class RunsPage extends Div implements HasDynamicTitle {
    /// The list changes rarely, what runs changes all the time: each fifth look is at both.
    private static final int LIST_EVERY = 5;

    private static final int LOOK_MS = 2000;

    private final RunsBackend backend;
    private final Executor page;
    private final Div place = new Div();
    private final Div content = new Div();
    private final Paragraph notice = new Paragraph();
    private final Paragraph said = new Paragraph();
    private final RunFilter filter;
    private final RunTable table;
    private final ChosenRuns chosen;
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);
    private boolean known;
    private int looks;

    public RunsPage(BackendClient client) {
        this.backend = new RunsBackend(client.management());
        this.page = UiLock.of(UI.getCurrent());
        this.table = new RunTable(this::choose);
        this.filter = new RunFilter(this::load, table::figure);
        this.chosen = new ChosenRuns(backend, page);
        addClassName("runs");
        notice.addClassName("notice");
        notice.getElement().setAttribute("role", "status");
        notice.setVisible(false);
        said.addClassName("quiet");
        said.getElement().setAttribute("role", "status");
        content.add(filter, table, said, chosen);
        add(new PageHeading(Texts.of("runs.title"), Texts.of("runs.lead")), notice, place);
        place(Vacancy.loading(Texts.of("runs.loading"), Texts.of("runs.loading.why")));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
        // A page that nobody sees asks nobody.
        getElement().executeJs("""
                        clearInterval(this.looking);
                        this.looking = setInterval(() => {
                          if (!this.isConnected) clearInterval(this.looking);
                          else if (!document.hidden) this.$server.look();
                        }, $0)""", LOOK_MS);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        asking.cancel(true);
        chosen.stop();
    }

    /// Called by the browser while the page is to be seen.
    @ClientCallable
    void look() {
        boolean running = table.rows().stream().anyMatch(RunRow::runs);
        if (asking.isDone() && (running || looks++ % LIST_EVERY == 0)) {
            load();
        }
        chosen.refresh();
    }

    private void load() {
        asking.cancel(true);
        asking = backend.list(filter.name(), filter.state()).thenAcceptAsync(this::show, page);
    }

    private void show(Managed<RunList> answer) {
        switch (answer) {
            case Managed.Got<RunList>(RunList list) -> show(list);
            case Managed.Off<RunList> _ -> place(Vacancy.trouble(Texts.of("runs.off"), Texts.of("runs.off.why")));
            case Managed.NotAllowed<RunList> _ ->
                trouble(Texts.of("runs.not-allowed"), Texts.of("runs.not-allowed.why"));
            case Managed.Unreachable<RunList> _ -> lost(Texts.of("runs.unreachable.why"));
            case Managed.NotThere<RunList> _ -> trouble(Texts.of("runs.unknown"), Texts.of("runs.unknown.why"));
            case Managed.Refused<RunList>(String why) -> lost(why);
            case Managed.Failed<RunList>(String why) -> lost(why);
        }
    }

    private void show(RunList list) {
        notice.setVisible(false);
        if (list.rows().isEmpty() && filter.none()) {
            known = false;
            place(Vacancy.empty(Texts.of("runs.empty"), Texts.of("runs.empty.why")));
            return;
        }
        filter.offer(list.rows());
        table.show(list.rows());
        if (!known) {
            known = true;
            place(content);
            list.rows().stream().filter(row -> !row.damaged()).findFirst().ifPresent(table::select);
        }
        chosen.update(table.chosen());
        say(list);
    }

    private void choose(List<RunRow> runs) {
        chosen.show(runs);
    }

    private void say(RunList list) {
        int count = list.rows().size();
        long running = list.rows().stream().filter(RunRow::runs).count();
        String words = Texts.of(list.more() ? "runs.count.more" : "runs.count", count, running);
        if (!words.equals(said.getText())) {
            said.setText(words);
        }
    }

    /// What is there already stays.
    private void lost(String why) {
        if (known) {
            notice.setText(Texts.of("runs.lost", why));
            notice.setVisible(true);
        } else {
            place(Vacancy.trouble(Texts.of("runs.unreachable"), why, again()));
        }
    }

    private void trouble(String title, String why) {
        known = false;
        place(Vacancy.trouble(title, why, again()));
    }

    private Button again() {
        return new Button(Texts.of("common.look-again"), click -> load());
    }

    private void place(Component only) {
        place.removeAll();
        place.add(only);
    }

    @Override
    public String getPageTitle() {
        return Texts.of("runs.page-title");
    }
}
