package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// What a zip says of its content, in the directory at its end.
///
/// @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.3.12 and 4.3.16</a>
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int TOTAL_ENTRIES = 10;

    /// Of zips with so many entries or more, the number stands elsewhere.
    private static final int ELSEWHERE = 0xffff;

    /// What systems leave in folders.
    private static final Set<String> LITTER = Set.of("__MACOSX", "Thumbs.db", "desktop.ini");

    /// But not the folder itself, and the one above it.
    private static final Pattern HIDDEN = Pattern.compile("\\.[^.].*|\\.\\..+");

    private ZipDirectory() {}

    /// @throws Failure.UnreadableArchive if the directory is missing, cut off or damaged
    /// @throws Failure.TooLarge if it lists far too much
    static ZipFile read(byte[] zip, int maxPhotos) {
        try {
            ZipBytes bytes = new ZipBytes(zip, maxPhotos);
            ZipFile file = ZipFile.builder()
                    .setSeekableByteChannel(bytes)
                    .setIgnoreLocalFileHeader(true)
                    .get();
            bytes.listed();
            if (!isComplete(zip, Collections.list(file.getEntries()).size())) {
                file.close();
                throw damaged();
            }
            return file;
        } catch (Failure e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damage shows in many ways, and what the library says of it is about its own inside.
            throw damaged();
        }
    }

    /// What may be a photo: no folders, no hidden files, nothing that systems leave behind.
    static List<ZipArchiveEntry> photos(ZipFile zip) {
        return Collections.list(zip.getEntries()).stream()
                .filter(entry -> !entry.isDirectory() && !isLitter(entry.getName()))
                .toList();
    }

    private static boolean isLitter(String name) {
        return Stream.of(name.split("[/\\\\]", -1))
                .anyMatch(part -> HIDDEN.matcher(part).matches() || LITTER.contains(part));
    }

    /// Where the directory is damaged, the library stops reading and says nothing.
    private static boolean isComplete(byte[] zip, int found) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = zip.length - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                int stated = Short.toUnsignedInt(bytes.getShort(at + TOTAL_ENTRIES));
                return stated == ELSEWHERE || stated == found;
            }
        }
        return false;
    }

    private static Failure damaged() {
        return new Failure.UnreadableArchive(
                "The zip's directory, at its end, is missing or damaged: the file is cut off, or no zip."
                        + " Send the whole file.");
    }
}
