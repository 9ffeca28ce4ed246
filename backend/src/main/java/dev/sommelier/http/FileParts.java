package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file parts of a multipart form under one name, picked out as the form streams by; other parts are dropped.
final class FileParts {

    /// What a form may carry besides its files.
    private static final int MOST_FIELDS = 32;

    /// Files that are taken notice of, wanted or not.
    private static final int MOST_FILES = FilesLimits.MOST_FILES + 100;

    /// What follows the last delimiter.
    private static final String END = "--\r\n";

    /// One file of the form.
    static final class Part {
        private final @Nullable String name;
        private final Body content;
        private byte @Nullable [] bytes;

        private Part(@Nullable String name, Body content) {
            this.name = name;
            this.content = content;
        }

        /// A body that is no form.
        static Part whole(byte[] body) {
            Part part = new Part(null, new Body(0));
            part.bytes = body;
            return part;
        }

        @Nullable
        String name() {
            return name;
        }

        void append(ByteBuf piece) {
            content.append(piece);
        }

        /// The part came to its end, which not every part does.
        void end() {
            bytes = content.take();
        }

        byte[] bytes() {
            byte[] complete = bytes;
            if (complete == null) {
                throw new IllegalStateException("the part has not ended");
            }
            return complete;
        }
    }

    private final String field;
    private final int most;
    private final long mostBytes;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable String stranger;
    private int found;
    private int begun;
    private int texts;
    private boolean wantedIsText;

    /// @param most parts whose content is kept
    /// @param mostBytes that the whole form can have
    FileParts(String field, int most, long mostBytes) {
        this.field = field;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /// Takes notice of a file that begins.
    ///
    /// @param before bytes of the form before its content
    /// @param delimiter bytes of what separates it from the next part
    /// @return takes its bytes, wanted or not
    Part begin(String name, String filename, long before, int delimiter) {
        begun++;
        if (begun > MOST_FILES) {
            throw tooMuch();
        }
        Part part = new Part(filename, most == 1 ? alone(before + delimiter) : new Body(mostBytes));
        if (field.equals(name) && ++found <= most) {
            parts.add(part);
        } else {
            part.content.drop();
        }
        if (!field.equals(name)) {
            stranger = name;
        }
        return part;
    }

    /// Most often it is the last part, and then as long as what is left of the form, without its end.
    private Body alone(long rest) {
        return Body.expecting(Math.max(0, mostBytes - rest - END.length()));
    }

    /// Takes notice of a part that is no file as it begins.
    void text(String name) {
        texts++;
        wantedIsText |= field.equals(name);
        if (texts > MOST_FIELDS) {
            throw tooMuch();
        }
    }

    /// Why a form is refused that its decoder cannot read any further.
    Failure.BadRequest malformed() {
        return new Failure.BadRequest("The form cannot be read at its part %d.%s".formatted(begun + texts + 1, rule()));
    }

    private String rule() {
        return " Each part begins with Content-Disposition: form-data; name=\"%s\"; filename=\"photo.jpg\", in"
                        .formatted(field)
                + " headers of at most %,d bytes, has no Content-Transfer-Encoding but binary, and names no charset but a"
                        .formatted(FormBody.LONGEST_FIELD)
                + " known one.";
    }

    static Failure.BadRequest tooMuch() {
        return new Failure.BadRequest(
                "The form has too many or too long fields: at most %d besides the file, with %,d bytes"
                                .formatted(MOST_FIELDS, FormBody.LONGEST_FIELD)
                        + " for each, and as many for the headers of a part. Send the file alone.");
    }

    /// Keeps nothing, and takes no more.
    void drop() {
        parts.forEach(part -> part.content.drop());
        parts.clear();
    }

    /// The one file that is wanted, once the form has ended.
    ///
    /// @throws Failure.BadRequest if the wanted part is missing, cut off, empty, no file or there twice
    byte[] one() {
        requireFile();
        require(found == 1, "There is more than one file in the field \"%s\". Send one photo in each request.");
        requireComplete();
        byte[] bytes = parts.getFirst().bytes();
        require(bytes.length > 0, "The file in the field \"%s\" is empty.");
        return bytes;
    }

    /// All files in their order, empty ones too.
    ///
    /// @throws Failure.BadRequest if there is none, one is cut off, or files come under other names too
    /// @throws Failure.TooLarge if there are too many
    List<Part> all() {
        requireFile();
        require(stranger == null, "There is a file in another field than \"%s\"" + other() + ". Send all in \"%s\".");
        if (found > most) {
            throw Failure.TooLarge.photos(most);
        }
        requireComplete();
        return parts;
    }

    private void requireFile() {
        require(found > 0 || !wantedIsText, "\"%s\" is a text field. Send it as a file, with a filename.");
        require(found > 0, "There is no file in the field \"%s\"" + hint() + ".");
    }

    private void requireComplete() {
        require(
                parts.stream().allMatch(part -> part.bytes != null),
                "The form ends inside the file in the field \"%s\": its closing boundary is missing.");
    }

    private String hint() {
        if (begun + texts == 0) {
            return ": the form has no part, or another boundary than its Content-Type says";
        }
        return stranger == null ? "" : ", only one in \"" + abbreviated(stranger) + "\"";
    }

    private String other() {
        return stranger == null ? "" : ", in \"" + abbreviated(stranger) + "\"";
    }

    private static String abbreviated(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            // Replaced, not formatted: the hint carries what the client wrote.
            throw new Failure.BadRequest(message.replace("\"%s\"", '"' + field + '"'));
        }
    }
}
