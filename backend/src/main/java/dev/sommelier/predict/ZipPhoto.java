package dev.sommelier.predict;

import dev.sommelier.http.Upload;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/// A photo that is packed in a zip: unpacked when its turn comes, so that one batch holds few photos unpacked.
record ZipPhoto(String file, String archive, Zip zip, ZipArchiveEntry entry) implements PhotoSource {

    @Override
    public Upload take() {
        return zip.unpack(entry);
    }

    /// It holds nothing of its own.
    @Override
    public void drop() {}
}
