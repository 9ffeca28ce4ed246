package dev.sommelier.dataset;

import dev.sommelier.image.Pixels;

/// A decoded photo.
///
/// @param photo where it comes from
/// @param large for cutting training views from; its shorter side is a little larger than the network's input
/// @param input exactly what the network sees when this photo is served, before normalisation
/// @param sha256 of the file, lower-case hex
/// @param look perceptual hash: photos that look alike share it
public record Sample(LabelledPhoto photo, Pixels large, Pixels input, String sha256, long look) {}
