package dev.sommelier.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that hold now: those of the settings, and those of a file that may change while the service runs.
final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final List<ApiKey> set;
    private final @Nullable Path file;
    private final Rate rate;
    private volatile Keys keys;

    /// Reads the file: call it where that may take a moment.
    ///
    /// @throws dev.sommelier.failure.Failure if the file is there and bad, or not there
    KeyRing(HttpConfig config) {
        rate = new Rate(config.ratePerSecond(), config.rateBurst());
        file = config.security().keysFile();
        set = ofSettings(config.keys(), rate);
        keys = read();
    }

    /// A file cannot name a key with a colon, so no name is there twice.
    private static List<ApiKey> ofSettings(List<String> hashes, Rate rate) {
        List<ApiKey> keys = new ArrayList<>();
        for (String hash : hashes) {
            keys.add(new ApiKey("keys:" + (keys.size() + 1), hash, Role.PREDICT, rate));
        }
        return keys;
    }

    Keys keys() {
        return keys;
    }

    /// The rate of clients that need no key.
    Rate rate() {
        return rate;
    }

    /// Takes the file as it is now.
    ///
    /// @throws dev.sommelier.failure.Failure if it is bad; the keys stay as they were, then
    void reload() {
        keys = read();
        LOG.info("Read {} again; keys now: {}", file, keys.keys().size());
    }

    /// A file without a key in it lets nobody in: whoever takes out the last one means just that.
    private Keys read() {
        List<ApiKey> all = new ArrayList<>(set);
        if (file != null) {
            all.addAll(KeyFile.read(file, rate));
        }
        return new Keys(file == null && set.isEmpty(), all);
    }
}
