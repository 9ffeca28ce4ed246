/// Who the users are: which requests one of them makes, and in which order.
@NullMarked
package dev.sommelier.load.journey;

import org.jspecify.annotations.NullMarked;
