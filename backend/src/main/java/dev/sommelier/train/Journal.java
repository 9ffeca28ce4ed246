package dev.sommelier.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.model.Bundle;
import dev.sommelier.track.Tracker;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The record of a run.
///
/// @param folder that keeps what the run needs to go on after an interruption
/// @param commit of the code that runs; empty if it is not known
/// @param tracker hears how it goes
public record Journal(Path folder, String commit, Tracker tracker) {
    /// The run's id.
    String name() {
        return folder.getFileName().toString();
    }

    /// Writes down which model the run made: `published.json` with its `name`, `version` and `sha256`.
    Bundle published(Bundle bundle) {
        Map<String, String> model = new LinkedHashMap<>();
        model.put("name", bundle.card().name());
        model.put("version", bundle.card().version());
        model.put("sha256", bundle.hash());
        try {
            tracker.artefact("published.json", JsonMapper.builder().build().writeValueAsBytes(model));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
        return bundle;
    }
}
