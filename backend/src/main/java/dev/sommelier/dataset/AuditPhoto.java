package dev.sommelier.dataset;

import dev.sommelier.image.Header;
import java.util.Optional;

/// A file in a class folder, as an audit found it.
///
/// @param path from the data folder, with `/`
/// @param label the class folder's name
/// @param bytes size of the file; -1 if not even that could be told
/// @param sha256 of the file, lower-case hex; none if it could not be opened
/// @param header true format and size; none if it has no readable header
public record AuditPhoto(String path, String label, long bytes, Optional<String> sha256, Optional<Header> header) {

    /// 0 if unknown.
    long pixels() {
        return header.map(h -> (long) h.width() * h.height()).orElse(0L);
    }
}
