package dev.sommelier.inference;

import ai.djl.Device;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// An engine's own file for a bundle, in a cache folder named by the bundle's hash.
record CompiledBundle(Path file) {

    /// Finds the file or writes it: aside first, then moved, so that two processes may compile at once.
    static CompiledBundle of(Bundle bundle, EngineFormat format, Device device, Path cache) throws IOException {
        Path folder = Files.createDirectories(cache.resolve(bundle.hash()));
        Path file = folder.resolve(format.fileName(device));
        if (!Files.isRegularFile(file)) {
            Path aside = Files.createTempFile(folder, "compiling", ".tmp");
            try {
                Files.write(aside, format.compile(bundle, device));
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        }
        return new CompiledBundle(file);
    }
}
