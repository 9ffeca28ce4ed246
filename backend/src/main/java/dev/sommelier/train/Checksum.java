package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/// What the SHA-256 of a file must be, or begin with.
///
/// @param begins 8 to 64 hex digits in lower case
record Checksum(String begins) {
    /// As torchvision names its files: `resnet18-f37072fd.pth`.
    private static final Pattern IN_NAME = Pattern.compile(".*-([0-9a-f]{8,64})\\.[A-Za-z]+");

    /// @param stated what `train.weights-sha256` holds; empty for none
    /// @throws Failure.BadConfig if it is no SHA-256 or the beginning of one
    static Optional<Checksum> stated(String stated) {
        String hex = stated.toLowerCase(Locale.ROOT);
        if (!hex.isEmpty() && !hex.matches("[0-9a-f]{8,64}")) {
            throw new Failure.BadConfig(
                    "train.weights-sha256: need 8 to 64 hex digits, as sha256sum prints them, got '%s'"
                            .formatted(stated));
        }
        return hex.isEmpty() ? Optional.empty() : Optional.of(new Checksum(hex));
    }

    static Optional<Checksum> inName(String fileName) {
        Matcher matcher = IN_NAME.matcher(fileName);
        return matcher.matches() ? Optional.of(new Checksum(matcher.group(1))) : Optional.empty();
    }

    /// In hex.
    static String of(Path file) throws IOException {
        return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
    }

    boolean matches(String sha256) {
        return sha256.startsWith(begins);
    }
}
