package dev.sommelier.http;

import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// The API keys that are let in at one moment, known by their SHA-256 alone: a file that leaks opens nothing.
///
/// Keys must be long and random, as a key generator makes them; then a fast hash without salt is enough.
///
/// @param open nobody has set keys, so everybody may come in
record Keys(boolean open, List<ApiKey> keys) {

    Keys {
        keys = List.copyOf(keys);
    }

    /// Compares with every key, so that the time taken does not tell where in the list one stands.
    @Nullable
    ApiKey find(String secret) {
        byte[] hash = DigestUtils.sha256(secret);
        ApiKey found = null;
        for (ApiKey key : keys) {
            found = key.hasHash(hash) ? key : found;
        }
        return found;
    }
}
