package dev.sommelier.app;

import dev.sommelier.http.ApiServer;
import dev.sommelier.http.HttpConfig;
import java.io.PrintStream;
import java.util.Set;

/// Where a running service is reached from this machine.
///
/// @param api for clients
/// @param management for metrics and whoever runs the service
record Addresses(String api, String management) {
    /// Names that mean this machine, or all of its addresses.
    private static final Set<String> HERE = Set.of("0.0.0.0", "::", "127.0.0.1");

    static Addresses of(HttpConfig config, ApiServer server) {
        String scheme = config.security().tls() == null ? "http" : "https";
        return new Addresses(
                address(scheme, config.host(), server.port()),
                address(scheme, config.security().management().host(), server.managementPort()));
    }

    private static String address(String scheme, String host, int port) {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "%s://%s:%d".formatted(scheme, HERE.contains(host) ? "localhost" : name, port);
    }

    void print(PrintStream out) {
        out.println("API     " + api);
        out.println("Manage  " + management);
    }
}
