package dev.sommelier.dataset;

import java.nio.file.Path;

/// @param file the encoded photo
/// @param label index into the data set's labels
public record LabelledPhoto(Path file, int label) {}
