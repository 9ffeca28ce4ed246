package dev.sommelier.train;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/// How weights are downloaded.
///
/// @param folder where they are kept, so that they are downloaded once
/// @param connect longest time until a connection stands
/// @param silence longest time without a byte
/// @param maxBytes larger files are refused
/// @param allowed addresses that may be asked, redirects too
/// @param out hears how far it is
/// @param terminal whether `out` is one, and can show a bar
public record DownloadConfig(
        Path folder,
        Duration connect,
        Duration silence,
        long maxBytes,
        Predicate<URI> allowed,
        PrintStream out,
        boolean terminal) {

    /// From anywhere, but over https only: weights decide what a model says.
    public static DownloadConfig standard(Path folder, PrintStream out, boolean terminal) {
        return new DownloadConfig(
                folder,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                1L << 30,
                address -> "https".equalsIgnoreCase(address.getScheme()),
                out,
                terminal);
    }
}
