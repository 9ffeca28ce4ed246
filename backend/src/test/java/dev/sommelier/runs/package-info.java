@NullMarked
package dev.sommelier.runs;

import org.jspecify.annotations.NullMarked;
