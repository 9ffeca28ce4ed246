package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.Versions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The versions in the folder, and what each one's card says in short. Reading all files of a version takes a part
/// of a second, so what was found is kept until a file changes.
final class VersionList {
    /// Newest versions that are looked at.
    private static final int MOST = 50;

    private final ModelSwap swap;
    private final Map<Integer, Look> looks = new HashMap<>();

    /// @param entry what the answer says of the version
    private record Look(String stamp, JsonObject entry) {}

    VersionList(ModelSwap swap) {
        this.swap = swap;
    }

    /// Newest first. Reads files: never call it on an event loop.
    synchronized JsonObject of(Versions versions) {
        List<Integer> numbers = versions.numbers().reversed();
        List<Integer> newest = numbers.stream().limit(MOST).toList();
        looks.keySet().retainAll(newest);
        JsonArray entries = new JsonArray();
        newest.forEach(number -> entries.add(entry(versions, number)));
        return new JsonObject().put("versions", entries).put("older", numbers.size() - newest.size());
    }

    private JsonObject entry(Versions versions, int number) {
        String stamp = versions.stamp(number);
        Look look = looks.get(number);
        if (look == null || !look.stamp().equals(stamp)) {
            look = new Look(stamp, examined(versions, number));
            looks.put(number, look);
        }
        JsonObject entry = look.entry().copy().put("live", number == swap.live());
        Optional<String> refusal = swap.refusal(number, stamp);
        refusal.ifPresent(reason -> entry.put("usable", false).put("reason", reason));
        return entry;
    }

    private static JsonObject examined(Versions versions, int number) {
        JsonObject entry = new JsonObject().put("version", Integer.toString(number));
        try {
            return CardSummary.of(versions.card(number)).mergeIn(entry.put("usable", true));
        } catch (Failure e) {
            return entry.put("usable", false).put("reason", Refused.reason(versions, e));
        }
    }

    /// Where one bundle is served that has no versions beside it.
    static JsonObject of(ModelCard alone) {
        JsonObject entry = CardSummary.of(alone).put("usable", true).put("live", true);
        return new JsonObject().put("versions", new JsonArray().add(entry)).put("older", 0);
    }
}
