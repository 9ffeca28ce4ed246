package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.Runs;
import dev.sommelier.track.StoredRun;
import java.io.IOException;
import java.util.Optional;

/// Takes runs from their folder by the id that a client sent.
record Shelf(Runs runs) {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /// @throws Failure.NotFound if there is no such folder
    /// @throws Failure.Conflict if it holds no whole run
    StoredRun take(String id) {
        try {
            return runs.open(id).orElseThrow(() -> unknown(id));
        } catch (Failure.CannotStart e) {
            throw new Failure.Conflict(fault(e) + ". Its files are damaged or of another version.");
        }
    }

    /// What is wrong with a run that cannot be opened, without the machine's folders.
    static String fault(Failure.CannotStart damaged) {
        return Shown.text(String.valueOf(damaged.getMessage()));
    }

    /// A JSON file that the run keeps; a missing node if there is none that can be read.
    ///
    /// @param largest bytes
    static JsonNode kept(StoredRun run, String name, int largest) {
        Optional<byte[]> content = run.artefact(name, largest);
        try {
            return content.isPresent() ? MAPPER.readTree(content.get()) : MAPPER.missingNode();
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    private static Failure unknown(String id) {
        String shown = id.length() > 64 ? id.substring(0, 64) + "…" : id;
        return new Failure.NotFound("There is no run '%s'. GET /runs lists those that there are."
                .formatted(shown.replaceAll("\\p{Cntrl}", "?")));
    }
}
