package dev.sommelier.ui.batch;

import dev.sommelier.ui.part.Texts;
import java.util.Optional;

/// A photo as the browser announces it, by itself or out of a zip. The browser is not trusted: the name is only ever
/// shown as text.
///
/// @param id counted by the browser
/// @param bytes its size, unpacked
/// @param problem why it cannot be sent, as `batch-intake.js` names it; empty where it can
record ChosenFile(int id, String name, long bytes, String problem) {
    private static final int LONGEST_NAME = 200;

    ChosenFile {
        name = name.isBlank() ? Texts.of("batch.unnamed") : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    Optional<String> trouble() {
        return switch (problem) {
            case "" -> Optional.empty();
            case "locked" -> Optional.of(Texts.of("batch.zip-locked"));
            case "packing" -> Optional.of(Texts.of("batch.zip-packing"));
            case "zip-large" -> Optional.of(Texts.of("batch.zip-large"));
            case "zip-empty" -> Optional.of(Texts.of("batch.zip-empty"));
            default -> Optional.of(Texts.of("batch.zip-unreadable"));
        };
    }
}
