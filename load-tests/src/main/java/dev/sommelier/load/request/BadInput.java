package dev.sommelier.load.request;

import dev.sommelier.load.photo.Photo;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What people and programs send by mistake.
///
/// @param field of the form that it is sent in
/// @param status that it has to be refused with
public record BadInput(String field, Photo file, int status) {
    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED = 415;
    private static final int UNREADABLE = 422;

    /// @param photo a good one
    public static List<BadInput> around(Photo photo) {
        return List.of(
                new BadInput(Form.FIELD, photo.cutOff(), UNREADABLE),
                new BadInput(Form.FIELD, file("notes.jpg", "Two of red, one of white"), UNREADABLE),
                new BadInput("photo", photo, BAD_REQUEST),
                new BadInput(Form.FIELD, file("empty.jpg", ""), BAD_REQUEST),
                new BadInput(Form.FIELD, file("menu.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), UNSUPPORTED));
    }

    byte[] form() {
        return Form.of(field, List.of(file));
    }

    private static Photo file(String name, String content) {
        return new Photo(name, "image/jpeg", content.getBytes(StandardCharsets.ISO_8859_1));
    }
}
