package dev.sommelier.predict;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A bare connection: says exactly what a test wants and hides nothing of the answer.
final class Wire implements AutoCloseable {

    /// @param head status line and headers, in lower case
    record Answer(String head, String body) {
        int status() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }
    }

    private final Socket socket;
    private final InputStream in;

    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a request line and headers; the empty line that ends them is added.
    Wire head(String... lines) {
        return send(String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n");
    }

    Wire send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Wire chunk(byte[] bytes) {
        return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
    }

    /// The next answer, by its `Content-Length`.
    Answer answer() {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) readByte());
            }
            String lower = head.toString().toLowerCase(Locale.ROOT);
            return new Answer(lower, new String(in.readNBytes(length(lower)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next chunk of an answer that comes in chunks; empty at its end.
    String readChunk() {
        try {
            StringBuilder size = new StringBuilder();
            while (size.indexOf("\r\n") < 0) {
                size.append((char) readByte());
            }
            byte[] chunk = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
            in.skipNBytes(2);
            return new String(chunk, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether an answer comes, and not the end of the connection.
    boolean answers() {
        try {
            return in.read() >= 0;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the server closed the connection in an orderly way; a reset fails.
    boolean closedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the server closed the connection without an answer");
        }
        return next;
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
