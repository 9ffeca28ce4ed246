package dev.sommelier.inference;

import ai.djl.Device;
import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/// An engine's own file for a bundle, in a cache folder named by the bundle's hash. Its name holds a checksum, so
/// that a file which was damaged since is made again and not served.
record CompiledBundle(Path file) {

    /// Finds the file or writes it.
    ///
    /// @throws Failure.CannotStart if the cache cannot be used
    static CompiledBundle of(Bundle bundle, EngineFormat format, Device device, Path cache) {
        try {
            Path folder = Files.createDirectories(cache.resolve(bundle.hash()));
            Optional<Path> kept = kept(folder, format, device);
            return new CompiledBundle(kept.isPresent() ? kept.get() : compiled(folder, bundle, format, device));
        } catch (IOException e) {
            throw new Failure.CannotStart(
                    "inference.cache: %s cannot be used (%s). Set another folder.".formatted(cache, e));
        }
    }

    /// Bytes of the file that an earlier call wrote, without a look into it.
    ///
    /// @param hash the bundle's
    static Optional<Long> size(String hash, EngineFormat format, Device device, Path cache) {
        Path folder = cache.resolve(hash);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, format.fileName(device, "????????"))) {
            Iterator<Path> kept = files.iterator();
            return kept.hasNext() ? Optional.of(Files.size(kept.next())) : Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
    }

    /// A damaged file stays until the one made again takes its place: another process may be about to do just that.
    private static Optional<Path> kept(Path folder, EngineFormat format, Device device) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, format.fileName(device, "????????"))) {
            for (Path file : files) {
                if (file.getFileName().toString().equals(format.fileName(device, checksum(file)))) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        }
    }

    /// Written aside, then moved, so that two processes may compile at once.
    private static Path compiled(Path folder, Bundle bundle, EngineFormat format, Device device) throws IOException {
        Path aside = Files.createTempFile(folder, "compiling", ".tmp");
        try {
            Files.write(aside, format.compile(bundle, device));
            Path file = folder.resolve(format.fileName(device, checksum(aside)));
            return Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static String checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return "%08x".formatted(sum.getValue());
    }
}
