package dev.sommelier.runs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.apache.commons.codec.digest.DigestUtils;

/// Asks as a browser does that believes to be elsewhere.
final class Rebound {
    private Rebound() {}

    /// @param host for the `Host` header
    static int status(int port, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /runs HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    static String keys(String predict, String manage) {
        return "till %s predict%nboss %s manage%n"
                .formatted(DigestUtils.sha256Hex(predict), DigestUtils.sha256Hex(manage));
    }
}
