package dev.sommelier.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who gets how far.
///
/// @param management where the service is managed
/// @param keysFile keys with names and roles, see [KeyFile]; null for none
/// @param tls null for plain HTTP
/// @param origins web pages that browsers let call the API, for example `https://page.example`, or `*` alone for
///     all; empty for none
/// @param connections what a connection may cost
public record Security(
        ManagementConfig management,
        @Nullable Path keysFile,
        @Nullable TlsFiles tls,
        List<String> origins,
        ConnectionLimits connections) {

    static final String ANY_ORIGIN = "*";

    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

    private static final int CONNECTIONS = 10_000;

    public Security {
        origins = List.copyOf(origins);
        for (String origin : origins) {
            boolean one = isOrigin(origin) || (origin.equals(ANY_ORIGIN) && origins.size() == 1);
            Setting.require(
                    one,
                    "serve.http.cors.origins",
                    "origins in lower case and without a path, such as https://page.example, or * alone",
                    origin);
        }
    }

    static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }

    /// No keys file, no TLS, no pages from elsewhere; managed on any free port of this machine.
    public static Security plain() {
        return new Security(
                new ManagementConfig("127.0.0.1", 0),
                null,
                null,
                List.of(),
                new ConnectionLimits(Duration.ofSeconds(10), CONNECTIONS));
    }
}
