package dev.sommelier.ui.classify;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.sommelier.ui.api.Prediction.Neighbour;
import dev.sommelier.ui.part.Texts;
import java.util.List;

/// The training photos that look most like this one to the model.
final class Neighbours extends Div {
    Neighbours(List<Neighbour> neighbours) {
        addClassName("neighbours");
        var title = new Span(Texts.of("classify.neighbours"));
        title.addClassName("neighbours-title");
        var list = new UnorderedList();
        neighbours.stream().map(Neighbours::item).forEach(list::add);
        add(title, list);
    }

    private static ListItem item(Neighbour neighbour) {
        var picture = new Image(neighbour.picture(), "");
        return new ListItem(picture, new Span(neighbour.label()));
    }
}
