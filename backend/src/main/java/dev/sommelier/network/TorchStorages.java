package dev.sommelier.network;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where a file keeps its numbers.
interface TorchStorages {
    /// @return little-endian, exactly [TorchStorage#bytes] long
    /// @throws IOException if it is missing or of another length
    ByteBuffer bytes(TorchStorage storage) throws IOException;
}
