/// Fine-tunes a network on a folder of labelled photos and publishes it as a bundle.
@NullMarked
package dev.sommelier.train;

import org.jspecify.annotations.NullMarked;
