package dev.sommelier.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A download that is not complete yet, beside the file that it is to become. What is there is kept for the next
/// run, together with the server's word for this version of the file.
final class PartialFile implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path target;
    private final Path part;
    private final Path version;
    private final FileChannel channel;

    /// @throws IOException if it cannot be written, or another run is writing it
    PartialFile(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.version = target.resolveSibling(target.getFileName() + ".version");
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new RefusedDownload("another run is downloading it; wait for that one");
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /// An entity tag or a date, as the server sent it; empty if what is there cannot be continued.
    String version() throws IOException {
        return size() > 0 && Files.exists(version) ? Files.readString(version).strip() : "";
    }

    void restart(String newVersion) throws IOException {
        channel.truncate(0);
        Files.writeString(version, newVersion);
    }

    /// Appends all of it.
    ///
    /// @param most how large this may become
    void append(InputStream in, long most, TransferProgress progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        channel.position(channel.size());
        for (int read = in.read(chunk, 0, CHUNK); read >= 0; read = in.read(chunk, 0, CHUNK)) {
            ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            progress.at(channel.size());
            if (channel.size() > most) {
                throw new RefusedDownload("it is larger than " + TransferProgress.mib(most));
            }
        }
    }

    String sha256() throws IOException {
        return Checksum.of(part);
    }

    /// Becomes the file.
    void complete() throws IOException {
        channel.force(true);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(version);
    }

    void delete() throws IOException {
        Files.deleteIfExists(version);
        Files.deleteIfExists(part);
    }

    /// Leaves nothing behind if nothing came.
    @Override
    public void close() throws IOException {
        boolean empty = size() == 0;
        channel.close();
        if (empty) {
            delete();
        }
    }
}
