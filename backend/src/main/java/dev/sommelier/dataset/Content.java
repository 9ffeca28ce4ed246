package dev.sommelier.dataset;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/// What a photo is to learning, whatever its name: its bytes and its label.
///
/// @param label name of the class
/// @param sha256 of the file, lower-case hex
record Content(String label, String sha256) {

    /// One hash for a whole data set: the same photos under other names, in another order or on another machine
    /// have the same one.
    static String hash(Stream<Content> photos) {
        List<String> lines = photos.map(photo -> photo.label + "/" + photo.sha256 + "\n")
                .sorted()
                .toList();
        return DigestUtils.sha256Hex(lines.stream().collect(Collectors.joining()));
    }
}
