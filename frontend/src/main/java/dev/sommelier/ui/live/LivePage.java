package dev.sommelier.ui.live;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.PageHeading;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.UiLock;
import dev.sommelier.ui.part.Vacancy;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// How the service does now. Only puts the parts together, and asks for figures while somebody sees the page.
@Route("live")
@Menu(title = "live.menu", order = 40)
@StyleSheet("live.css")
public final class LivePage extends Div implements HasDynamicTitle {
    private final LivePoll poll;
    private final Executor page;
    private final Div place = new Div();
    private final Div content = new Div();
    private final Paragraph notice = new Paragraph();
    private final Tiles tiles = new Tiles();
    private final LineCharts lines = new LineCharts();
    private final ShareCharts shares = new ShareCharts();
    private Runnable leave = () -> {};
    private boolean watching;
    private boolean known;

    public LivePage(LivePoll poll) {
        this.poll = poll;
        this.page = UiLock.of(UI.getCurrent());
        addClassName("live");
        notice.addClassName("notice");
        notice.getElement().setAttribute("role", "status");
        notice.setVisible(false);
        content.add(tiles, charts());
        add(new PageHeading(Texts.of("live.title"), Texts.of("live.lead")), notice, place);
        place(Vacancy.loading(Texts.of("live.loading"), Texts.of("live.loading.why")));
    }

    private Div charts() {
        var charts = new Div();
        charts.addClassName("live-charts");
        Stream.concat(lines.all().stream(), shares.all().stream()).forEach(chart -> charts.add(panel(chart)));
        return charts;
    }

    private static Div panel(Chart chart) {
        var panel = new Div(chart);
        panel.addClassName("panel");
        return panel;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs("""
                        document.removeEventListener('visibilitychange', this.tell);
                        this.tell = () => {
                          if (this.isConnected) this.$server.seen(!document.hidden);
                          else document.removeEventListener('visibilitychange', this.tell);
                        };
                        document.addEventListener('visibilitychange', this.tell);
                        this.tell();""");
    }

    @Override
    protected void onDetach(DetachEvent event) {
        seen(false);
    }

    /// Called by the browser when its tab comes to the front or goes behind another.
    @ClientCallable
    void seen(boolean visible) {
        if (visible == watching) {
            return;
        }
        watching = visible;
        leave.run();
        leave = visible ? poll.listen(answer -> page.execute(() -> show(answer))) : () -> {};
    }

    private void show(Managed<History> answer) {
        // What was on its way when the page was left.
        if (!watching) {
            return;
        }
        switch (answer) {
            case Managed.Got<History>(History history) -> show(history);
            case Managed.Off<History> _ -> trouble(Texts.of("live.off"), Texts.of("live.off.why"));
            case Managed.NotAllowed<History> _ ->
                trouble(Texts.of("live.not-allowed"), Texts.of("live.not-allowed.why"));
            case Managed.NotThere<History> _ -> trouble(Texts.of("live.unknown"), Texts.of("live.unknown.why"));
            case Managed.Unreachable<History> _ -> lost(Texts.of("live.unreachable.why"));
            case Managed.Refused<History>(String why) -> lost(why);
            case Managed.Failed<History>(String why) -> lost(why);
        }
    }

    private void show(History history) {
        notice.setVisible(false);
        if (history.moments().isEmpty()) {
            return;
        }
        tiles.show(history);
        lines.show(history.moments());
        shares.show(history.whole());
        if (!known) {
            known = true;
            place(content);
        }
    }

    /// What is there already stays.
    private void lost(String why) {
        if (!known) {
            trouble(Texts.of("live.unreachable"), why);
            return;
        }
        String words = Texts.of("live.lost", why);
        if (!words.equals(notice.getText())) {
            notice.setText(words);
        }
        notice.setVisible(true);
    }

    /// Said once, however often it is found.
    private void trouble(String title, String why) {
        boolean said = place.getChildren()
                .anyMatch(child -> child.getElement().getTextRecursively().contains(why));
        if (!said) {
            known = false;
            notice.setVisible(false);
            place(Vacancy.trouble(title, why));
        }
    }

    private void place(Component only) {
        place.removeAll();
        place.add(only);
    }

    @Override
    public String getPageTitle() {
        return Texts.of("live.page-title");
    }
}
