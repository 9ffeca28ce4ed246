package dev.sommelier.inference;

import ai.djl.Device;
import dev.sommelier.model.Bundle;
import java.nio.file.Path;
import java.util.Optional;

/// The engines' own files for bundles, for others to use.
///
/// @param cache where engines keep what was compiled, as in [EngineConfig]
public record Exports(Path cache) {

    /// Finds the file, or compiles the bundle: that takes seconds, and memory for the weights a few times over.
    ///
    /// @return in the cache; its name there says nothing
    /// @throws dev.sommelier.failure.Failure.CannotStart if the cache cannot be used
    public Path file(Bundle bundle, ExportFormat format) {
        return CompiledBundle.of(bundle, format.engine(), Device.cpu(), cache).file();
    }

    /// Bytes of the file, if it was compiled already.
    ///
    /// @param hash the bundle's
    public Optional<Long> size(String hash, ExportFormat format) {
        return CompiledBundle.size(hash, format.engine(), Device.cpu(), cache);
    }
}
