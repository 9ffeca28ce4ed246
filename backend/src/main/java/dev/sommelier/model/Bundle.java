package dev.sommelier.model;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.Graph;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model on disk, checked: every file is there with the hash that `model.json` states, and the weights fit the
/// network. Opening one runs no code of it.
///
/// @param folder where it lies
/// @param card what `model.json` says
/// @param hash SHA-256 of `model.json`, which itself holds the hash of every other file: it stands for all of them
/// @param graph the network, with as many classes as labels
/// @param weights the network's parameters
public record Bundle(Path folder, ModelCard card, String hash, Graph graph, Weights weights) {
    public static final String CARD = "model.json";
    public static final String WEIGHTS = "model.safetensors";

    /// Embeddings of the training photos, `embedding (N, D)` and `label (N)`.
    public static final String REFERENCE = "reference.safetensors";

    /// Small pictures of the training photos: a zip of JPEGs, each named by its photo's row in [#REFERENCE], such
    /// as `17.jpg`. Few bundles have it: training photos are somebody's property.
    public static final String THUMBNAILS = "thumbnails.zip";

    /// How the model did on its test split, in detail.
    public static final String EVALUATION = "evaluation.json";

    static final long MAX_CARD_BYTES = 16 << 20;

    /// No name of this form leads out of the folder, on any system.
    private static final String PLAIN_NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*";

    /// @throws Failure.BadBundle that names the file and what is wrong with it
    public static Bundle open(Path folder) {
        byte[] json = read(folder.resolve(CARD), MAX_CARD_BYTES);
        return fitted(folder, checked(folder, json), Digest.sha256(json));
    }

    /// What the card says, after a look at every file that it names. Reads the weights, but keeps none: tells
    /// whether the bundle is as it was published, at the cost of no memory.
    ///
    /// @throws Failure.BadBundle as [#open]
    static ModelCard card(Path folder) {
        return checked(folder, read(folder.resolve(CARD), MAX_CARD_BYTES));
    }

    private static ModelCard checked(Path folder, byte[] json) {
        ModelCard card = CardFile.parse(folder.resolve(CARD), json);
        if (!card.sha256().containsKey(WEIGHTS)) {
            throw bad(folder.resolve(CARD), "states no sha256 for " + WEIGHTS);
        }
        card.sha256().forEach((file, stated) -> check(folder, file, stated));
        return card;
    }

    private static void check(Path folder, String file, String stated) {
        if (!file.matches(PLAIN_NAME)) {
            throw bad(folder.resolve(CARD), "has '%s' in sha256, which is not a plain file name".formatted(file));
        }
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw bad(path, "is missing");
        }
        try {
            String actual = Digest.sha256(path);
            if (!actual.equals(stated)) {
                throw bad(path, "is damaged: its sha256 is %s, and %s states %s".formatted(actual, CARD, stated));
            }
        } catch (IOException e) {
            throw bad(path, "cannot be read (%s)".formatted(e.getMessage()));
        }
    }

    private static Bundle fitted(Path folder, ModelCard card, String hash) {
        Graph graph = ResNet.of(card.architecture()).graph(card.labels().size());
        return checkedInt8(new Bundle(folder, card, hash, graph, weights(folder, card, graph)));
    }

    private static Weights weights(Path folder, ModelCard card, Graph graph) {
        Path file = folder.resolve(WEIGHTS);
        try {
            return Safetensors.read(file).fitting(graph);
        } catch (IOException e) {
            throw bad(file, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw bad(
                    file,
                    "does not fit %s, which states %s with %d labels: %s"
                            .formatted(CARD, card.architecture(), card.labels().size(), e.getMessage()));
        }
    }

    private static Bundle checkedInt8(Bundle bundle) {
        try {
            bundle.card().int8().ifPresent(int8 -> int8.quantise(bundle.graph(), bundle.weights()));
            return bundle;
        } catch (IllegalArgumentException e) {
            throw bad(bundle.folder().resolve(CARD), "is not valid: int8: " + e.getMessage());
        }
    }

    /// The same model with what it needs to run in 8-bit whole numbers, and with the hash that it would have.
    public Bundle withInt8(ModelCard.Int8 int8) {
        ModelCard other = card.withInt8(int8);
        return new Bundle(folder, other, Digest.sha256(CardFile.format(other)), graph, weights);
    }

    static byte[] read(Path file, long limit) {
        try {
            if (!Files.isRegularFile(file)) {
                throw bad(file, "is missing");
            }
            if (Files.size(file) > limit) {
                throw bad(file, "is larger than %,d bytes".formatted(limit));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw bad(file, "cannot be read (%s)".formatted(e.getMessage()));
        }
    }

    static Failure.BadBundle bad(Path file, @Nullable String reason) {
        return new Failure.BadBundle(file.toString(), reason == null ? "cannot be used" : reason);
    }

    /// Writes a bundle into an empty folder; its card gets the hash of every file.
    ///
    /// @param files content by name, all but `model.json`
    /// @return the card as written
    static ModelCard write(Path folder, ModelCard card, Map<String, byte[]> files) throws IOException {
        ModelCard signed = card.withHashes(Digest.sha256(files));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Durable.write(folder.resolve(file.getKey()), file.getValue());
        }
        Durable.write(folder.resolve(CARD), CardFile.format(signed));
        Durable.sync(folder);
        return signed;
    }
}
