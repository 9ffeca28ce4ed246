package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerFileUpload;
import org.jspecify.annotations.Nullable;

/// The one file part of a multipart form that is wanted, picked out as the form streams by; other parts are dropped.
final class FilePart {

    private final String field;
    private final Body content;
    private @Nullable String stranger;
    private int found;
    private boolean complete;

    /// @param content takes the file
    FilePart(String field, Body content) {
        this.field = field;
        this.content = content;
    }

    /// Takes notice of a part that begins.
    void begin(HttpServerFileUpload part) {
        if (!field.equals(part.name())) {
            stranger = part.name();
        } else if (++found == 1) {
            part.handler(content::append);
            part.endHandler(end -> complete = true);
        }
    }

    /// The file, once the form has ended.
    ///
    /// @param attributes the form's parts that are no files
    /// @throws Failure.BadRequest if the wanted part is missing, cut off, empty, no file or there twice
    byte[] bytes(MultiMap attributes) {
        require(
                found > 0 || !attributes.contains(field),
                "\"%s\" is a text field. Send it as a file, with a filename.");
        require(found > 0, "There is no file in the field \"%s\"" + hint() + ".");
        require(found == 1, "There is more than one file in the field \"%s\". Send one photo in each request.");
        require(complete, "The form ends inside the file in the field \"%s\": its closing boundary is missing.");
        require(content.length() > 0, "The file in the field \"%s\" is empty.");
        return content.take();
    }

    private String hint() {
        return stranger == null ? "" : ", only one in \"" + abbreviated(stranger) + "\"";
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
