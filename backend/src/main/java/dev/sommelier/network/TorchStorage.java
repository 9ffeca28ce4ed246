package dev.sommelier.network;

/// A run of numbers that lies outside of the pickle which names it.
///
/// @param key tells it apart from the file's others
/// @param count how many numbers
record TorchStorage(StorageType type, String key, long count) {
    /// Of all its numbers.
    ///
    /// @throws ArithmeticException beyond 2^63
    long bytes() {
        return Math.multiplyExact(count, type.bytes());
    }
}
