package dev.sommelier.train;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// A file that somebody publishes.
///
/// @param stated as [WeightsSource#stated] gives it
/// @param asked SHA-256 that the person asks for; else the file's name may carry one
record PublishedWeights(URI address, String stated, Optional<Checksum> asked) implements WeightsSource {
    private static final String ANY_NAME = "weights";

    @Override
    public Path resolve(DownloadConfig downloads) {
        return new WeightsDownload(downloads, this).fetch();
    }

    Optional<Checksum> expected() {
        return asked.or(() -> Checksum.inName(fileName()));
    }

    /// The last part of the address, if it can be a file's name everywhere.
    String fileName() {
        String path = address.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,120}") ? name : ANY_NAME;
    }

    String shown() {
        return shown(address);
    }

    /// An address without what may be secret.
    static String shown(URI address) {
        return "%s://%s%s".formatted(address.getScheme(), address.getAuthority(), address.getPath());
    }
}
