package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The bytes of a file come out as they went in, wherever the form is torn and whatever is in the file.
class FormBodyTest {

    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";

    /// Full of what a delimiter begins with.
    private static final byte[] HARD =
            "\r\n--cor\r\r\n--corK\r\n-\r\n\r\n--co\n--cork\r--cork\r\n--cor".getBytes(StandardCharsets.UTF_8);

    @Test
    void findsAFileWhereverTheFormIsTorn() {
        byte[] form = form("preamble\r\n--cork\r\n" + FILE, HARD, "\r\n--cork--\r\nepilogue\r\n--cork\r\n");
        for (int first = 0; first <= form.length; first++) {
            for (int second = first; second <= Math.min(form.length, first + 12); second++) {
                assertThat(read(1, form, first, second).one()).isEqualTo(HARD);
            }
        }
    }

    @Test
    void findsAllFilesByteByByteAsInOnePiece() {
        Random random = new Random(1);
        byte[] noise = new byte[70_000];
        random.nextBytes(noise);
        byte[] form = form(
                "--cork\r\nContent-Disposition: form-data; name=note\r\n\r\nx\r\n--cork \t\r\n" + FILE,
                noise,
                "\r\n--cork\r\n" + FILE + "\r\n--cork\r\n" + FILE + "\r\r\n--cork--");
        FileParts whole = read(9, form, form.length, form.length);
        FileParts parts = new FileParts("file", 9, form.length);
        FormBody body = new FormBody("multipart/form-data; boundary=cork", parts);
        for (byte one : form) {
            body.append(Buffer.buffer(new byte[] {one}));
        }
        for (FileParts each : List.of(whole, body.end())) {
            assertThat(each.all())
                    .extracting(FileParts.Part::bytes)
                    .containsExactly(noise, new byte[0], new byte[] {'\r'});
        }
    }

    @Test
    void takesNamesAsClientsWriteThem() {
        assertThat(name("filename=a.jpg")).isEqualTo("a.jpg");
        assertThat(name("filename=\"C:\\photos\\a.jpg\"")).isEqualTo("C:\\photos\\a.jpg");
        assertThat(name("filename=\"the \\\"best\\\"; one.jpg\" ; x=y")).isEqualTo("the \"best\"; one.jpg");
        assertThat(name("filename=x; filename*=utf-8''r%C3%A9d+1%25.jpg")).isEqualTo("réd+1%.jpg");
        assertThat(name("filename=\"rosé.jpg\"")).isEqualTo("rosé.jpg");
        assertThat(name("FileName=\"\"")).isEmpty();
    }

    @Test
    void takesTheBoundaryWithOrWithoutQuotes() {
        byte[] form = form("--a b=?\r\n" + FILE, HARD, "\r\n--a b=?--");
        FileParts parts = new FileParts("file", 1, form.length);
        FormBody body = new FormBody("multipart/form-data; charset=utf-8; Boundary=\"a b=?\"", parts);
        body.append(Buffer.buffer(form));
        assertThat(body.end().one()).isEqualTo(HARD);
    }

    @Test
    void doesNotKeepLookingAtAFormOfManyParts() {
        byte[] form = "--cork\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"
                .repeat(40)
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(1, form, 0, 0)).isInstanceOf(Failure.BadRequest.class);
    }

    private static String name(String parameters) {
        byte[] form =
                form("--cork\r\ncontent-disposition:form-data; name=\"file\"; " + parameters + "\r\n\r\n", HARD, "");
        return Objects.requireNonNull(
                read(1, form("", form, "\r\n--cork--"), 0, 0).all().getFirst().name());
    }

    private static FileParts read(int most, byte[] form, int first, int second) {
        FileParts parts = new FileParts("file", most, form.length);
        FormBody body = new FormBody("multipart/form-data; boundary=cork", parts);
        Buffer all = Buffer.buffer(form);
        body.append(all.slice(0, first));
        body.append(all.slice(first, second));
        body.append(all.slice(second, form.length));
        return body.end();
    }

    private static byte[] form(String before, byte[] content, String after) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
