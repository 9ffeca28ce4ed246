package dev.sommelier.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.Charset;

/// A file in a form for Netty's decoder: what is decoded goes on to a [FileParts.Part], and nothing stays here.
final class StreamedFile extends MemoryFileUpload {

    /// The parts of a form.
    static final class Factory extends DefaultHttpDataFactory {
        private final FileParts parts;

        /// @param longest bytes of a part that is no file
        Factory(FileParts parts, int longest) {
            super(false);
            this.parts = parts;
            setMaxLimit(longest);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name) {
            parts.text(name);
            return super.createAttribute(request, name);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long size) {
            parts.text(name);
            return super.createAttribute(request, name, size);
        }

        @Override
        public FileUpload createFileUpload(
                HttpRequest request,
                String name,
                String filename,
                String contentType,
                String transferEncoding,
                Charset charset,
                long size) {
            return new StreamedFile(parts.begin(name, filename));
        }
    }

    private final FileParts.Part part;

    private StreamedFile(FileParts.Part part) {
        // What the client says of it is kept with the part.
        super("file", "", "", "", null, 0);
        this.part = part;
    }

    @Override
    public void addContent(ByteBuf content, boolean last) {
        try {
            part.append(BufferInternal.buffer(content));
        } finally {
            content.release();
        }
        if (last) {
            part.end();
            setCompleted();
        }
    }

    @Override
    public void setContent(ByteBuf content) {
        addContent(content, true);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
