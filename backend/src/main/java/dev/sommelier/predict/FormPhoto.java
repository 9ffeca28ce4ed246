package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.Upload;

/// A photo that came as a form part of its own.
///
/// @param maxBytes largest photo
record FormPhoto(String file, Upload upload, long maxBytes) implements PhotoSource {

    @Override
    public String archive() {
        return "";
    }

    @Override
    public Upload take() {
        int length = upload.bytes().length;
        if (length == 0 || length > maxBytes) {
            upload.close();
            throw length == 0 ? new Failure.BadRequest("The file is empty.") : Failure.TooLarge.photo(maxBytes);
        }
        return upload;
    }

    @Override
    public void drop() {
        upload.close();
    }
}
