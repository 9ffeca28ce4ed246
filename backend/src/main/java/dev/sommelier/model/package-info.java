/// The model on disk: a bundle of weights, labels, preprocessing and provenance, its checksums, its versions.
@NullMarked
package dev.sommelier.model;

import org.jspecify.annotations.NullMarked;
