package dev.sommelier.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Finds what separates the parts of a form in bytes that come in pieces, however it is torn.
///
/// A delimiter begins with a line break and has no other, so after a false start the next can only begin where the
/// bytes differed: each byte is looked at once, whatever a client sends.
final class Delimiter {

    private final byte[] wanted;
    private int matched;

    Delimiter(String boundary) {
        wanted = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
    }

    /// The line break before the first part of a form may be missing.
    Delimiter atLineStart() {
        matched = 2;
        return this;
    }

    /// Bytes of it.
    int length() {
        return wanted.length;
    }

    /// How much of it the bytes end with that were looked at last.
    int matched() {
        return matched;
    }

    /// What was taken for a part of it, until the bytes differed.
    byte[] wanted() {
        return wanted;
    }

    /// Looks on in the next bytes.
    ///
    /// @return the index behind the delimiter, or -1 if it does not end in these bytes
    int find(ByteBuf bytes, int from) {
        int end = bytes.writerIndex();
        int at = from;
        while (at < end) {
            if (matched == 0) {
                at = bytes.indexOf(at, end, wanted[0]);
                if (at < 0) {
                    return -1;
                }
            }
            at = match(bytes, at, end);
            if (matched == wanted.length) {
                matched = 0;
                return at;
            }
        }
        return -1;
    }

    /// As far as the bytes are the delimiter's.
    private int match(ByteBuf bytes, int from, int end) {
        int at = from;
        while (at < end && matched < wanted.length && bytes.getByte(at) == wanted[matched]) {
            at++;
            matched++;
        }
        if (at < end && matched < wanted.length) {
            matched = 0;
        }
        return at;
    }
}
