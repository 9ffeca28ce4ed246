package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.apache.commons.codec.digest.DigestUtils;

/// A key that was just made.
///
/// @param secret what its owner sends; kept nowhere
/// @param line what [KeyFile] reads
public record NewKey(String secret, String line) {

    /// 256 bits: nobody guesses them, so a fast hash keeps them as safe as a slow one.
    private static final int BYTES = 32;

    /// @param random must be one that cannot be foretold, such as [java.security.SecureRandom]
    /// @throws Failure.BadConfig if the name cannot stand in a file of keys
    public static NewKey of(String name, Role role, RandomGenerator random) {
        if (!KeyFile.NAME.matcher(name).matches()) {
            throw new Failure.BadConfig(
                    "The name of a key needs 1 to 64 letters, digits, dots, dashes or underscores, got '%s'"
                            .formatted(name));
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new NewKey(secret, "%s %s %s".formatted(name, DigestUtils.sha256Hex(secret), role));
    }

    /// Hides the secret: a record would print it.
    @Override
    public String toString() {
        return "NewKey[" + line + "]";
    }
}
