package dev.sommelier.ui;

import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.classify.ClassifyPage;
import dev.sommelier.ui.classify.PhotoLimits;
import dev.sommelier.ui.classify.PhotoSlots;

/// What all pages are made from; one of each for the whole server.
record PageParts(BackendClient client, BackendWatch watch, PhotoSlots slots, PhotoLimits limits) {
    ClassifyPage classifyPage() {
        return new ClassifyPage(client, watch, slots, limits);
    }
}
