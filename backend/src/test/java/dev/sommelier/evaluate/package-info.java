@NullMarked
package dev.sommelier.evaluate;

import org.jspecify.annotations.NullMarked;
