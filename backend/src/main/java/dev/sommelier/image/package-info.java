/// Photo bytes to network input: the format and size are read from the header, the pixels decoded at reduced scale,
/// turned upright, made RGB, resized and normalised. Training, evaluation and serving all come through here.
@NullMarked
package dev.sommelier.image;

import org.jspecify.annotations.NullMarked;
