package dev.sommelier.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The API keys that are let in, known by their SHA-256 alone: a configuration file that leaks opens nothing.
///
/// Keys must be long and random, as a key generator makes them; then a fast hash without salt is enough.
final class Keys {

    private final List<byte[]> hashes;

    Keys(List<String> hexHashes) {
        hashes = hexHashes.stream().map(HexFormat.of()::parseHex).toList();
    }

    /// No keys are set: everybody may come in.
    boolean open() {
        return hashes.isEmpty();
    }

    /// Compares with every key in constant time, so that the time taken tells nothing about any of them.
    boolean knows(String key) {
        byte[] hash = sha256(key);
        boolean known = false;
        for (byte[] candidate : hashes) {
            known |= MessageDigest.isEqual(candidate, hash);
        }
        return known;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
