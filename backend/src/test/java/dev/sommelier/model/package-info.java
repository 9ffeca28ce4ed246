@NullMarked
package dev.sommelier.model;

import org.jspecify.annotations.NullMarked;
