package dev.sommelier.dataset;

/// A readable photo.
///
/// @param photo where it comes from
/// @param sha256 of the file, lower-case hex
/// @param look perceptual hash: photos that look alike share it
public record Sample(LabelledPhoto photo, String sha256, long look) {}
