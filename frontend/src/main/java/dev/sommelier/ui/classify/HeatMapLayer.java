package dev.sommelier.ui.classify;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import dev.sommelier.ui.api.Prediction.HeatMap;
import dev.sommelier.ui.part.Texts;
import tools.jackson.databind.node.JsonNodeFactory;

/// What in the picture speaks for the class, drawn over it when somebody wants to see it. Its browser half is
/// `photo-card.js`.
@Tag("canvas")
final class HeatMapLayer extends HtmlComponent {
    private static final int LEAST_PERCENT = 10;
    private static final int USUAL_PERCENT = 65;

    private final HeatMap map;
    private final Input strength = new Input();

    HeatMapLayer(HeatMap map, String label) {
        this.map = map;
        addClassName("heat");
        getElement().setAttribute("role", "img").setAttribute("aria-label", Texts.of("classify.heat.alt", label));
        setVisible(false);
        strength.setType("range");
        strength.setValue(Integer.toString(USUAL_PERCENT));
        strength.addClassName("heat-strength");
        strength.getElement()
                .setAttribute("min", Integer.toString(LEAST_PERCENT))
                .setAttribute("max", "100")
                .setAttribute("value", Integer.toString(USUAL_PERCENT));
        strength.setAriaLabel(Texts.of("classify.heat.strength"));
        strength.setVisible(false);
    }

    /// The switch, and how strong it is drawn.
    Div controls() {
        var shown = new Checkbox(Texts.of("classify.heat.switch"), change -> show(change.getValue()));
        var controls = new Div(shown, strength);
        controls.addClassName("heat-controls");
        return controls;
    }

    private void show(boolean shown) {
        setVisible(shown);
        strength.setVisible(shown);
        if (shown) {
            var values = JsonNodeFactory.instance.arrayNode();
            map.values().forEach(values::add);
            getElement()
                    .executeJs(
                            "window.sommelierHeat(this, $0, $1, $2, $3)",
                            strength.getElement(),
                            map.width(),
                            map.height(),
                            values);
        }
    }
}
