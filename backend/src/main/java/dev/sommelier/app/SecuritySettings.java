package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.ConnectionLimits;
import dev.sommelier.http.ManagementConfig;
import dev.sommelier.http.Security;
import dev.sommelier.http.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the settings say about who gets how far.
final class SecuritySettings {
    private SecuritySettings() {}

    static Security of(Settings settings) {
        return new Security(
                new ManagementConfig(settings.text("serve.management.host"), settings.integer("serve.management.port")),
                settings.pathOrNone("serve.http.keys-file"),
                tls(settings),
                settings.list("serve.http.cors.origins"),
                new ConnectionLimits(
                        settings.duration("serve.http.header-timeout"),
                        settings.integer("serve.http.max-connections")));
    }

    private static @Nullable TlsFiles tls(Settings settings) {
        Path certificate = settings.pathOrNone("serve.http.tls.certificate");
        Path key = settings.pathOrNone("serve.http.tls.key");
        if (certificate != null && key != null) {
            return new TlsFiles(certificate, key);
        }
        if (certificate != null || key != null) {
            throw new Failure.BadConfig(
                    "serve.http.tls: need both certificate and key, or neither for plain HTTP; only %s is set"
                            .formatted(key == null ? "certificate" : "key"));
        }
        return null;
    }
}
