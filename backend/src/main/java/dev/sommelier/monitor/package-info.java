/// What becomes of answers after they were given: people say whether they were right, and that is kept.
@NullMarked
package dev.sommelier.monitor;

import org.jspecify.annotations.NullMarked;
