/// From photo to class probabilities on an engine and a device, through bounded queues.
@NullMarked
package dev.sommelier.inference;

import org.jspecify.annotations.NullMarked;
