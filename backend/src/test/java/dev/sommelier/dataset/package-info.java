@NullMarked
package dev.sommelier.dataset;

import org.jspecify.annotations.NullMarked;
