package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A multipart form as it streams by: the bytes of its files are handed on at once, each copied a single time, and
/// nothing else of it is kept.
///
/// Parts may lie in a part, one deep. What stands before the first delimiter and behind the last is skipped.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, multipart/form-data</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1">RFC 2046, the syntax of multipart bodies</a>
final class FormBody {

    /// Bytes of a text field, and of the headers of a part.
    static final int LONGEST_FIELD = 8 * 1024;

    private static final int BREAK = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';
    private static final int CLOSE = '-' << 8 | '-';

    private enum State {
        /// Before the first part, or in a part that nobody wants.
        SKIPPED,
        FILE,
        TEXT,
        /// From the end of a delimiter to the end of the headers.
        HEAD,
        /// Behind the last delimiter.
        OVER
    }

    private final FileParts parts;
    private final Deque<Delimiter> delimiters = new ArrayDeque<>();
    private final byte[] head = new byte[LONGEST_FIELD];
    private State state = State.SKIPPED;
    private int headLength;
    private int lastFour;
    private int textLength;
    private long seen;
    private @Nullable String outerName;
    private FileParts.@Nullable Part file;

    /// @param contentType of the form
    /// @throws Failure.BadRequest if there is no boundary in the type
    FormBody(String contentType, FileParts parts) {
        this.parts = parts;
        try {
            PartHead.requireKnownCharset(contentType);
            delimiters.push(new Delimiter(PartHead.boundary(contentType)).atLineStart());
        } catch (IllegalArgumentException e) {
            throw new Failure.BadRequest(
                    "The Content-Type of the form is malformed: it needs a boundary. Send multipart/form-data;"
                            + " boundary=…, with what separates the parts, and a charset only if it is a known one.");
        }
    }

    /// @throws Failure.BadRequest if this cannot be a part of a form
    void append(Buffer piece) {
        ByteBuf bytes = ((BufferInternal) piece).getByteBuf();
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && state != State.OVER) {
            int next = state == State.HEAD ? readHead(bytes, at) : readContent(bytes, at);
            seen += next - at;
            at = next;
        }
    }

    /// The form is over.
    ///
    /// @return what was in it
    FileParts end() {
        return parts;
    }

    /// @return the index behind the delimiter, or behind all bytes
    private int readContent(ByteBuf bytes, int from) {
        Delimiter delimiter = delimiters.element();
        int held = delimiter.matched();
        int found = delimiter.find(bytes, from);
        int end = found < 0 ? bytes.writerIndex() - delimiter.matched() : found - delimiter.length();
        if (end >= from) {
            keep(Unpooled.wrappedBuffer(delimiter.wanted(), 0, held));
            keep(bytes.slice(from, end - from));
        }
        if (found < 0) {
            return bytes.writerIndex();
        }
        endPart();
        return found;
    }

    private void keep(ByteBuf content) {
        if (file != null) {
            file.append(content);
        } else if (state == State.TEXT) {
            textLength += content.readableBytes();
            require(textLength <= LONGEST_FIELD);
        }
    }

    private void endPart() {
        if (file != null) {
            file.end();
            file = null;
        }
        state = State.HEAD;
        headLength = 0;
        lastFour = 0;
    }

    /// @return the index behind the headers, or behind all bytes
    private int readHead(ByteBuf bytes, int from) {
        for (int at = from; at < bytes.writerIndex(); at++) {
            require(headLength < head.length);
            byte one = bytes.getByte(at);
            head[headLength++] = one;
            lastFour = lastFour << 8 | (one & 0xff);
            if (headLength == 2 && lastFour == CLOSE) {
                close();
                return at + 1;
            }
            if (lastFour == BREAK) {
                beginPart(seen + at + 1 - from);
                return at + 1;
            }
        }
        return bytes.writerIndex();
    }

    private void close() {
        delimiters.pop();
        state = delimiters.isEmpty() ? State.OVER : State.SKIPPED;
        outerName = null;
    }

    private void beginPart(long before) {
        PartHead part = partHead();
        String name = part.name() == null ? outerName : part.name();
        if (name == null || (part.inner() != null && delimiters.size() > 1)) {
            throw parts.malformed();
        }
        if (part.inner() != null) {
            delimiters.push(new Delimiter(part.inner()).atLineStart());
            outerName = name;
            state = State.SKIPPED;
        } else if (part.filename() != null) {
            file = parts.begin(
                    name, part.filename(), before, delimiters.element().length());
            state = State.FILE;
        } else {
            parts.text(name);
            textLength = 0;
            state = State.TEXT;
        }
    }

    /// Behind the delimiter nothing but blanks may stand on its line.
    private PartHead partHead() {
        int line = 0;
        while (head[line] == ' ' || head[line] == '\t') {
            line++;
        }
        if (head[line] != '\r' || line + 4 >= headLength) {
            throw parts.malformed();
        }
        try {
            return PartHead.of(head, line + 2, headLength - line - 6);
        } catch (IllegalArgumentException e) {
            throw parts.malformed();
        }
    }

    private static void require(boolean within) {
        if (!within) {
            throw FileParts.tooMuch();
        }
    }
}
