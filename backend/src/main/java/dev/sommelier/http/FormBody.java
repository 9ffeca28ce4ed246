package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A multipart form as it streams by: its file parts are handed on, and nothing else of it is kept.
///
/// Netty's decoder is asked directly: of what it throws Vert.x expects some types alone, and closes the connection
/// without an answer at the others.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, multipart/form-data</a>
final class FormBody implements AutoCloseable {

    /// What the decoder takes notice of: files, and as many fields as [FileParts] looks through.
    private static final int MOST_PARTS = FilesLimits.MOST_FILES + 100;

    /// Bytes of a text field, and of the headers of a part. The decoder looks at that only between the pieces that it
    /// is given, so none is larger.
    static final int LONGEST_FIELD = 8 * 1024;

    private final FileParts parts;
    private final HttpPostMultipartRequestDecoder decoder;

    /// @throws Failure.BadRequest if there is no boundary in the type
    FormBody(String contentType, FileParts parts) {
        this.parts = parts;
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        try {
            head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
            decoder = decoder(head, parts);
        } catch (RuntimeException e) {
            // The decoder throws several types here, all for the same reason.
            throw new Failure.BadRequest(
                    "The Content-Type of the form is malformed: it needs a boundary. Send multipart/form-data;"
                            + " boundary=…, with what separates the parts, and a charset only if it is a known one.");
        }
    }

    private static HttpPostMultipartRequestDecoder decoder(HttpRequest head, FileParts parts) {
        if (!HttpPostRequestDecoder.isMultipart(head)) {
            throw new IllegalArgumentException("no boundary");
        }
        return new HttpPostMultipartRequestDecoder(
                new StreamedFile.Factory(parts, LONGEST_FIELD),
                head,
                StandardCharsets.UTF_8,
                MOST_PARTS,
                LONGEST_FIELD);
    }

    /// @throws Failure.BadRequest if this cannot be a part of a form
    void append(Buffer piece) {
        ByteBuf bytes = ((BufferInternal) piece).getByteBuf();
        for (int start = 0; start < bytes.readableBytes(); start += LONGEST_FIELD) {
            ByteBuf some =
                    bytes.slice(bytes.readerIndex() + start, Math.min(LONGEST_FIELD, bytes.readableBytes() - start));
            offer(() -> decoder.offer(new DefaultHttpContent(some)));
        }
    }

    /// The form is over.
    ///
    /// @return what was in it
    /// @throws Failure.BadRequest as [#append]
    FileParts end() {
        offer(() -> decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT));
        return parts;
    }

    /// Takes no more. Once, whether the form came to its end or not.
    @Override
    public void close() {
        decoder.destroy();
    }

    private void offer(Runnable bytes) {
        try {
            bytes.run();
            forgetTexts();
        } catch (HttpPostRequestDecoder.TooLongFormFieldException
                | HttpPostRequestDecoder.TooManyFormFieldsException e) {
            throw FileParts.tooMuch();
        } catch (RuntimeException e) {
            // Where a header is not as the decoder expects it, it throws whatever comes of that.
            throw e.getCause() instanceof IOException ? FileParts.tooMuch() : parts.malformed();
        }
    }

    private void forgetTexts() {
        try {
            while (decoder.hasNext()) {
                decoder.next().release();
            }
        } catch (HttpPostRequestDecoder.EndOfDataDecoderException end) {
            // How the decoder says that the last part was the last.
        }
    }
}
