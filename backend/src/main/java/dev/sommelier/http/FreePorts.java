package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// Whether the ports can be listened on: a quick look, for those who have something slow to do before they listen.
public final class FreePorts {

    private FreePorts() {}

    /// Nothing is kept: somebody else may still be faster.
    ///
    /// @throws Failure.CannotStart if an address cannot be listened on
    public static void require(HttpConfig config) {
        ManagementConfig management = config.security().management();
        require(Listener.OPEN, config.host(), config.port());
        require(Listener.MANAGEMENT, management.host(), management.port());
    }

    private static void require(String setting, String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Listener.cannotListen(setting, host, port, "the name is not known");
        }
        try (ServerSocketChannel tried = ServerSocketChannel.open()) {
            tried.bind(address);
        } catch (IOException e) {
            throw Listener.cannotListen(setting, host, port, String.valueOf(e.getMessage()));
        }
    }
}
