@NullMarked
package dev.sommelier.bench;

import org.jspecify.annotations.NullMarked;
