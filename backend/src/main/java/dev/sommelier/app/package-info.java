/// The command line, the settings, and the life cycle: the only place that constructs and closes.
@NullMarked
package dev.sommelier.app;

import org.jspecify.annotations.NullMarked;
