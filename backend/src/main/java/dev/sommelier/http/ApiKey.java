package dev.sommelier.http;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One client's key, known by its SHA-256 alone.
final class ApiKey {

    static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final String name;
    private final byte[] hash;
    private final Role role;
    private final Rate rate;

    /// @param name of the client, for the log
    /// @param sha256 64 hex digits
    ApiKey(String name, String sha256, Role role, Rate rate) {
        this.name = name;
        this.hash = HexFormat.of().parseHex(sha256);
        this.role = role;
        this.rate = rate;
    }

    /// In constant time, so that the time taken tells nothing of the key.
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    Rate rate() {
        return rate;
    }
}
