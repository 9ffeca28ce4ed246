package dev.sommelier.http;

/// Where metrics, and whatever manages the service, are answered.
///
/// @param host address to listen on; `127.0.0.1` for this machine alone
/// @param port 1 to 65535, or 0 for any free one
public record ManagementConfig(String host, int port) {

    public ManagementConfig {
        Setting.require(!host.isBlank(), "serve.management.host", "an address such as 127.0.0.1", host);
        Setting.require(port >= 0 && port <= 65_535, "serve.management.port", "0 to 65535", port);
    }
}
