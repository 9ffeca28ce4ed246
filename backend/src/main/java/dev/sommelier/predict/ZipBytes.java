package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// A zip in memory. While its directory is read, only so much of it is handed out: the reader makes an object of
/// each entry that it meets, whatever number the zip states, and a small zip can list millions.
final class ZipBytes extends SeekableInMemoryByteChannel {

    /// The end of the directory is searched backwards, past a comment of up to 64 KiB, four bytes a step.
    private static final long SEARCH = 4 * 66_000;

    /// Name and further fields of a photo and of its twin under `__MACOSX`.
    private static final long FOR_EACH_PHOTO = 512;

    private final long most;
    private long read;
    private boolean listed;

    ZipBytes(byte[] zip, int maxPhotos) {
        super(zip);
        this.most = SEARCH + FOR_EACH_PHOTO * (maxPhotos + 16L);
    }

    /// From now on everything may be read.
    void listed() {
        listed = true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = super.read(into);
        read += Math.max(0, count);
        if (!listed && read > most) {
            throw Failure.TooLarge.zipDirectory(most);
        }
        return count;
    }
}
