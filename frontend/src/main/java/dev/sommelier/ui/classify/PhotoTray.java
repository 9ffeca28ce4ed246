package dev.sommelier.ui.classify;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import dev.sommelier.ui.part.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cards of all photos on the page, the latest first.
final class PhotoTray extends Section {
    private final Map<Integer, PhotoCard> cards = new LinkedHashMap<>();
    private final H2 count = new H2();
    private final Button removeAll = new Button(Texts.of("classify.remove-all"));
    private final Div grid = new Div();
    private final Div news = new Div();

    PhotoTray() {
        addClassName("tray");
        removeAll.addThemeVariants(ButtonVariant.TERTIARY);
        grid.addClassName("photos");
        var head = new Div(count, removeAll);
        head.addClassName("tray-head");
        news.addClassName("only-heard");
        news.getElement().setAttribute("aria-live", "polite");
        add(head, grid, news);
        recount();
    }

    /// Says what came of a photo to those who cannot see its card.
    void announce(String sentence) {
        news.setText(sentence);
    }

    void onRemoveAll(Runnable action) {
        removeAll.addClickListener(click -> action.run());
    }

    /// @param position among the cards, 0 is the first
    void add(int photo, PhotoCard card, int position) {
        cards.put(photo, card);
        grid.addComponentAtIndex(position, card);
        recount();
    }

    void remove(int photo) {
        card(photo).ifPresent(grid::remove);
        cards.remove(photo);
        recount();
    }

    Optional<PhotoCard> card(int photo) {
        return Optional.ofNullable(cards.get(photo));
    }

    List<Integer> photos() {
        return List.copyOf(cards.keySet());
    }

    private void recount() {
        count.setText(Texts.of("classify.count", cards.size()));
        setVisible(!cards.isEmpty());
    }
}
