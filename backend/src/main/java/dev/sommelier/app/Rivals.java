package dev.sommelier.app;

import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.Rival;
import dev.sommelier.model.Bundle;
import java.util.ArrayList;
import java.util.List;

/// Models that another one is compared with; closing closes them.
final class Rivals implements AutoCloseable {
    private final List<Rival> all = new ArrayList<>();

    /// @param key of the section in `evaluation.json`
    /// @param title of the section
    void add(String key, String title, Bundle bundle, Evaluation evaluation) {
        String name = "%s %s".formatted(bundle.card().name(), bundle.card().version());
        all.add(new Rival(
                key,
                title,
                key.equals("int8") ? name + " in int8" : name,
                bundle.card().labels(),
                evaluation));
    }

    List<Rival> all() {
        return all;
    }

    @Override
    public void close() {
        all.forEach(rival -> rival.evaluation().close());
    }
}
