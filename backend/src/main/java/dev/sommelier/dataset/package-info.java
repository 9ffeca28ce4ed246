/// Folders of labelled photos: audited, read, split so that nothing leaks from training into test, decoded once,
/// augmented.
@NullMarked
package dev.sommelier.dataset;

import org.jspecify.annotations.NullMarked;
