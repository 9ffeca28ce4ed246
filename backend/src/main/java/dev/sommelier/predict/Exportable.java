package dev.sommelier.predict;

import dev.sommelier.inference.ExportFormat;
import dev.sommelier.inference.Exports;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.StatedModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/// The forms that a model can be had in.
///
/// @param hash of its bundle
/// @param files names under which they are handed out
record Exportable(String hash, Map<ExportFormat, String> files) {

    static Exportable of(StatedModel stated) {
        ModelCard card = stated.card();
        Map<ExportFormat, String> files = new EnumMap<>(ExportFormat.class);
        for (ExportFormat format : ExportFormat.values()) {
            if (format.suits(card)) {
                files.put(format, format.fileName(card));
            }
        }
        return new Exportable(stated.hash(), files);
    }

    /// With the size of what was made already.
    JsonArray json(Exports exports) {
        JsonArray list = new JsonArray();
        files.forEach((format, file) -> {
            JsonObject entry = new JsonObject().put("format", format.toString()).put("file", file);
            exports.size(hash, format).ifPresent(bytes -> entry.put("bytes", bytes));
            list.add(entry);
        });
        return list;
    }
}
