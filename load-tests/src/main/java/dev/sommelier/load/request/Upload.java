package dev.sommelier.load.request;

import dev.sommelier.load.photo.Photo;
import java.util.List;

/// A photo with the form that it is sent in, made once.
///
/// @param form see [Form]
public record Upload(Photo photo, byte[] form) {
    public static Upload of(Photo photo) {
        return new Upload(photo, Form.of(Form.FIELD, List.of(photo)));
    }
}
