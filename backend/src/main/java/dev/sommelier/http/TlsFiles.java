package dev.sommelier.http;

import java.nio.file.Path;

/// The PEM files that the server shows who it is with.
///
/// @param certificate the server's certificate, and after it those between it and the root
/// @param key its private key, without a password
public record TlsFiles(Path certificate, Path key) {}
