package dev.sommelier.ui.live;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import dev.sommelier.ui.part.Texts;
import java.util.Map;

/// The figures of this moment.
@Tag("dl")
final class Tiles extends HtmlContainer {
    private final Tile model = new Tile(Texts.of("live.model"));
    private final Tile answered = new Tile(Texts.of("live.answered"));
    private final Tile refused = new Tile(Texts.of("live.refused"));
    private final Tile latency = new Tile(Texts.of("live.latency"));
    private final Tile underWay = new Tile(Texts.of("live.under-way"));
    private final Tile batch = new Tile(Texts.of("live.batch"));
    private final Tile memory = new Tile(Texts.of("live.memory"));
    private final Tile cpu = new Tile(Texts.of("live.cpu"));

    Tiles() {
        addClassName("live-tiles");
        add(model, answered, refused, latency, underWay, batch, memory, cpu);
    }

    /// @param history with a moment at least
    void show(History history) {
        Moment now = history.moments().getLast();
        Reading reading = history.latest().getFirst();
        model.show(reading.model()
                .map(info -> Texts.of("live.model.version", info.label("name"), info.label("version")))
                .orElseGet(Words::none));
        answered.show(Words.perSecond(now.answered()));
        refused.show(Words.perSecond(now.refused()));
        latency.show(Texts.of("live.latency.both", time(now.median()), time(now.slow())));
        underWay.show(Texts.of(
                "live.under-way.of",
                Words.plain(reading.gauge("sommelier_in_flight")),
                Words.plain(reading.gauge("sommelier_in_flight_limit")),
                Words.plain(reading.gauge("sommelier_queue_depth"))));
        batch.show(Words.plain(history.whole().of("sommelier_pass_size_photos_sum")
                / history.whole().of("sommelier_pass_size_photos_count")));
        memory.show(Words.bytes(now.memory()));
        cpu.show(Words.share(now.cpu()));
    }

    private static String time(Map<Stage, Double> seconds) {
        return Words.time(seconds.getOrDefault(Stage.WHOLE, Double.NaN));
    }

    @Tag("div")
    private static final class Tile extends HtmlContainer {
        private final Value value = new Value();

        Tile(String name) {
            addClassName("panel");
            var term = new Term();
            term.setText(name);
            add(term, value);
        }

        void show(String words) {
            if (!words.equals(value.getText())) {
                value.setText(words);
            }
        }
    }

    @Tag("dt")
    private static final class Term extends HtmlContainer {}

    @Tag("dd")
    private static final class Value extends HtmlContainer {}
}
