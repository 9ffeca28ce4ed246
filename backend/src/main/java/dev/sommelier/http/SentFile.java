package dev.sommelier.http;

import org.jspecify.annotations.Nullable;

/// One of the files that a request brought.
///
/// @param name as the client wrote it, of any length and content; null where the file is the whole body
/// @param upload for whoever got it to close
public record SentFile(@Nullable String name, Upload upload) {}
