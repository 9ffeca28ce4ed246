@NullMarked
package dev.sommelier.network;

import org.jspecify.annotations.NullMarked;
