package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Where a run's starting weights come from: a file, an address, or a name that stands for an address.
public sealed interface WeightsSource permits LocalWeights, PublishedWeights {
    /// torchvision's weights of ImageNet-1k, under the names of its files.
    ///
    /// @see <a href="https://pytorch.org/vision/stable/models/resnet.html">torchvision's models</a>
    Map<String, URI> KNOWN = Map.of(
            "torchvision/resnet18", URI.create("https://download.pytorch.org/models/resnet18-f37072fd.pth"),
            "torchvision/resnet34", URI.create("https://download.pytorch.org/models/resnet34-b627a593.pth"));

    /// As a model's card states it: nothing of this machine, and no secret that an address may carry.
    String stated();

    /// The file, downloaded first if it has to be.
    ///
    /// @throws Failure.CannotStart if it cannot be had, or holds other bytes than expected
    Path resolve(DownloadConfig downloads);

    /// @param text what `train.weights` holds; not empty
    /// @param file the same, read as a path
    /// @param sha256 what `train.weights-sha256` holds; may be empty
    /// @throws Failure.BadConfig if the text can be none of these
    static WeightsSource of(String text, Supplier<Path> file, String sha256) {
        Optional<Checksum> expected = Checksum.stated(sha256);
        URI known = KNOWN.get(text);
        if (known != null) {
            return new PublishedWeights(known, text, expected);
        }
        if (text.contains("://")) {
            URI address = address(text);
            return new PublishedWeights(address, PublishedWeights.shown(address), expected);
        }
        if (text.startsWith("torchvision/") && !Files.exists(file.get())) {
            throw new Failure.BadConfig("train.weights: '%s' is neither a file nor one of the known names: %s"
                    .formatted(text, String.join(", ", new TreeSet<>(KNOWN.keySet()))));
        }
        return new LocalWeights(file.get(), expected);
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && address.getPath() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, in words of this project.
        }
        throw new Failure.BadConfig(
                "train.weights: this is no address that can be downloaded from. Give https://HOST/FILE");
    }
}
