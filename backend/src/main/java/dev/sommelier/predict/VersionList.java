package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Exports;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.StatedModel;
import dev.sommelier.model.Versions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The versions in the folder, and what each one's card says. Reading all files of a version takes a part of a
/// second, so what was found is kept until a file changes.
final class VersionList {
    /// Newest versions that are looked at.
    private static final int MOST = 50;

    private final ModelSwap swap;
    private final Exports exports;
    private final Map<Integer, Look> looks = new HashMap<>();

    /// @param entry what the answer says of the version
    /// @param exportable empty if the version is damaged
    private record Look(String stamp, JsonObject entry, Optional<Exportable> exportable) {}

    VersionList(ModelSwap swap, Exports exports) {
        this.swap = swap;
        this.exports = exports;
    }

    /// Newest first, or the one bundle that is served. Reads files: never call it on an event loop.
    JsonObject all() {
        return swap.versions().map(this::of).orElseGet(() -> {
            JsonObject entry = entry(swap.served());
            return new JsonObject()
                    .put("versions", new JsonArray().add(entry))
                    .put("older", 0)
                    .put("live", entry.getString("version"));
        });
    }

    /// All that is known of one. Reads files: never call it on an event loop.
    ///
    /// @throws Failure.UnknownVersion if there is none of that name
    JsonObject one(String wanted) {
        return swap.versions().map(versions -> one(versions, wanted)).orElseGet(() -> {
            StatedModel stated = swap.shelf().stated(wanted);
            return entry(stated).mergeIn(CardDetails.of(stated.card()), true);
        });
    }

    private JsonObject one(Versions versions, String wanted) {
        int number = Shelf.number(wanted, versions.numbers());
        JsonObject entry = entry(versions, number);
        // What has no name in the list has a card that cannot be trusted.
        return entry.containsKey("name")
                ? entry.mergeIn(CardDetails.of(versions.stated(number).card()), true)
                : entry;
    }

    private synchronized JsonObject of(Versions versions) {
        List<Integer> numbers = versions.numbers().reversed();
        List<Integer> newest = numbers.stream().limit(MOST).toList();
        looks.keySet().retainAll(newest);
        JsonArray entries = new JsonArray();
        newest.forEach(number -> entries.add(entry(versions, number)));
        JsonObject list = new JsonObject()
                .put("versions", entries)
                .put("older", numbers.size() - newest.size())
                .put("live", Integer.toString(swap.live()));
        return numbers.contains(swap.before()) ? list.put("previous", Integer.toString(swap.before())) : list;
    }

    private synchronized JsonObject entry(Versions versions, int number) {
        String stamp = versions.stamp(number);
        Look look = looks.get(number);
        if (look == null || !look.stamp().equals(stamp)) {
            look = examined(versions, number, stamp);
            looks.put(number, look);
        }
        JsonObject entry = look.entry().copy().put("live", number == swap.live());
        look.exportable().ifPresent(can -> entry.put("exports", can.json(exports)));
        Optional<String> refusal = swap.refusal(number, stamp);
        refusal.ifPresent(reason -> entry.put("usable", false).put("reason", reason));
        return entry;
    }

    private static Look examined(Versions versions, int number, String stamp) {
        JsonObject entry = new JsonObject().put("version", Integer.toString(number));
        try {
            ModelCard card = versions.card(number);
            return new Look(
                    stamp,
                    CardSummary.of(card).mergeIn(entry.put("usable", true)),
                    Optional.of(Exportable.of(versions.stated(number))));
        } catch (Failure e) {
            return new Look(
                    stamp, entry.put("usable", false).put("reason", Refused.reason(versions, e)), Optional.empty());
        }
    }

    /// Where one bundle is served that has no versions beside it.
    private JsonObject entry(StatedModel alone) {
        return CardSummary.of(alone.card())
                .put("usable", true)
                .put("live", true)
                .put("exports", Exportable.of(alone).json(exports));
    }
}
