/// Who the users are: which requests one of them makes, in which order, and how long they think in between.
@NullMarked
package dev.sommelier.load.journey;

import org.jspecify.annotations.NullMarked;
