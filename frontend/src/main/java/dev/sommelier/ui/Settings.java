package dev.sommelier.ui;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.sommelier.ui.api.BackendConfig;
import dev.sommelier.ui.api.ManagementConfig;
import dev.sommelier.ui.batch.BatchLimits;
import dev.sommelier.ui.classify.PhotoLimits;
import java.net.URI;
import java.util.Map;

/// Everything that can be set, read once at start. Defaults and meanings are in `reference.conf`.
///
/// @param host address to listen on
/// @param port 0 takes any free one
record Settings(String host, int port, BackendConfig backend, PhotoLimits photos, BatchLimits batch) {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

    Settings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("ui.port: need 0 to 65535, got %d".formatted(port));
        }
    }

    /// @param given settings that win over system properties, environment and defaults
    static Settings load(Map<String, ?> given) {
        Config config = ConfigFactory.parseMap(given).withFallback(ConfigFactory.load());
        refuseUnknown(config);
        return of(config.getConfig("ui"));
    }

    private static Settings of(Config ui) {
        var backend = new BackendConfig(
                address("ui.backend", ui.getString("backend")),
                management(ui),
                ui.getString("backend-key"),
                ui.getDuration("connect-timeout"),
                ui.getDuration("answer-timeout"),
                ui.getDuration("health-interval"));
        var photos = new PhotoLimits(
                ui.getBytes("max-photo-bytes"),
                ui.getDuration("upload-timeout"),
                ui.getInt("max-photos"),
                ui.getInt("max-photos-in-flight-per-page"),
                ui.getInt("max-photos-in-flight"),
                ui.getInt("max-history"));
        var batch = new BatchLimits(
                photos.maxBytes(), photos.uploadTimeout(), ui.getInt("max-batch-photos"), photos.inFlightPerPage());
        return new Settings(ui.getString("host"), ui.getInt("port"), backend, photos, batch);
    }

    private static ManagementConfig management(Config ui) {
        return new ManagementConfig(
                address("ui.management", ui.getString("management")), ui.getDuration("management-timeout"), (int)
                        Math.min(ui.getBytes("max-management-answer"), MOST_BYTES));
    }

    private static URI address(String setting, String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("%s: \"%s\" is not an address".formatted(setting, address), malformed);
        }
    }

    private static void refuseUnknown(Config config) {
        var known = ConfigFactory.defaultReferenceUnresolved().getConfig("ui").root();
        for (String key : config.getConfig("ui").root().keySet()) {
            if (!known.containsKey(key)) {
                throw new IllegalArgumentException("ui.%s: there is no such setting. There are: %s"
                        .formatted(key, String.join(", ", known.keySet())));
            }
        }
    }
}
