@NullMarked
package dev.sommelier;

import org.jspecify.annotations.NullMarked;
