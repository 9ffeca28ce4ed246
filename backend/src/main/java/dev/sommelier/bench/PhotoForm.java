package dev.sommelier.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/// A form with one file, written around the photo without a copy of it.
final class PhotoForm extends AbstractHttpEntity {

    private static final String BOUNDARY = "sommelier-bench-f3a1c5";

    private static final byte[] HEAD = ("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo\""
                    + "\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TAIL = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);

    private static final ContentType TYPE = ContentType.parse("multipart/form-data; boundary=" + BOUNDARY);

    /// Bytes of a form around its photo.
    static final int FRAMING = HEAD.length + TAIL.length;

    private final byte[] photo;

    PhotoForm(byte[] photo) {
        super(TYPE, null);
        this.photo = photo;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(HEAD);
        out.write(photo);
        out.write(TAIL);
    }

    @Override
    public long getContentLength() {
        return FRAMING + (long) photo.length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("it is written, never read");
    }

    @Override
    public void close() {}
}
