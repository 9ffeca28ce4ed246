package dev.sommelier.model;

import java.nio.file.Path;
import java.util.Optional;

/// A model on disk as far as its card tells: no other file was looked at.
///
/// @param folder where it lies
/// @param card what `model.json` says
/// @param hash as in [Bundle]
public record StatedModel(Path folder, ModelCard card, String hash) {
    /// Some hundred times what an evaluation of a few classes takes.
    private static final long MAX_EVALUATION_BYTES = 4 << 20;

    static StatedModel read(Path folder) {
        byte[] json = Bundle.read(folder.resolve(Bundle.CARD), Bundle.MAX_CARD_BYTES);
        return new StatedModel(folder, CardFile.parse(folder.resolve(Bundle.CARD), json), Digest.sha256(json));
    }

    /// Of a bundle that was opened.
    public static StatedModel of(Bundle bundle) {
        return new StatedModel(bundle.folder(), bundle.card(), bundle.hash());
    }

    /// Whether the bundle is to have a file of this name.
    public boolean has(String file) {
        return card.sha256().containsKey(file);
    }

    /// [Bundle#EVALUATION] as it was published; empty if the bundle came without one.
    ///
    /// @throws dev.sommelier.failure.Failure.BadBundle if it is missing, damaged or larger than 4 MiB
    public Optional<byte[]> evaluation() {
        if (!has(Bundle.EVALUATION)) {
            return Optional.empty();
        }
        Path file = folder.resolve(Bundle.EVALUATION);
        byte[] json = Bundle.read(file, MAX_EVALUATION_BYTES);
        if (!Digest.sha256(json).equals(card.sha256().get(Bundle.EVALUATION))) {
            throw Bundle.bad(file, "is damaged: its sha256 is not the one that %s states".formatted(Bundle.CARD));
        }
        return Optional.of(json);
    }
}
