/// Photos that nobody has to download and nobody else holds a right to: the project draws them. The system tests use
/// them too.
@NullMarked
package dev.sommelier.load.photo;

import org.jspecify.annotations.NullMarked;
