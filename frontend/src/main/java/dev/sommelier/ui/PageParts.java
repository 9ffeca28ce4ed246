package dev.sommelier.ui;

import com.vaadin.flow.component.Component;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.api.ModelsClient;
import dev.sommelier.ui.batch.BatchLimits;
import dev.sommelier.ui.batch.BatchPage;
import dev.sommelier.ui.batch.SharedSlots;
import dev.sommelier.ui.classify.ClassifyPage;
import dev.sommelier.ui.classify.PhotoLimits;
import dev.sommelier.ui.classify.PhotoSlots;
import dev.sommelier.ui.live.LivePage;
import dev.sommelier.ui.live.LivePoll;
import dev.sommelier.ui.models.Downloads;
import dev.sommelier.ui.models.ModelsPage;
import dev.sommelier.ui.runs.RunsPage;
import java.util.Map;
import java.util.function.Supplier;

/// What all pages are made from; one of each for the whole server.
record PageParts(
        BackendClient client,
        BackendWatch watch,
        PhotoSlots slots,
        PhotoLimits limits,
        BatchLimits batch,
        Downloads downloads,
        LivePoll poll) {
    /// {@return how to make each page that wants more than nothing}
    Map<Class<?>, Supplier<Component>> pages() {
        return Map.of(
                ClassifyPage.class,
                () -> new ClassifyPage(client, watch, slots, limits),
                RunsPage.class,
                () -> new RunsPage(client),
                BatchPage.class,
                () -> new BatchPage(client, watch, shared(slots), batch),
                ModelsPage.class,
                () -> new ModelsPage(new ModelsClient(client), watch, downloads),
                LivePage.class,
                () -> new LivePage(poll));
    }

    private static SharedSlots shared(PhotoSlots slots) {
        return new SharedSlots() {
            @Override
            public boolean take() {
                return slots.take();
            }

            @Override
            public void giveBack() {
                slots.giveBack();
            }
        };
    }
}
