package dev.sommelier.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.Optional;

/// Tells whether a request comes from this machine and knows it. A page from elsewhere that has its own name point
/// here makes a browser on this machine ask, but under that name.
///
/// @see <a href="https://en.wikipedia.org/wiki/DNS_rebinding">DNS rebinding</a>
final class LocalClient {
    private static final String BY_NAME = "localhost";

    private LocalClient() {}

    static boolean sent(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        return asked != null
                && (asked.host().equalsIgnoreCase(BY_NAME)
                        || address(asked.host()).isPresent())
                && address(request.remoteAddress().hostAddress())
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    /// Empty for what is no literal address; nothing is looked up.
    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal.replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
