/// How the service does at this moment, from the figures that the backend publishes for Prometheus. One look a second
/// serves all who watch.
@NullMarked
package dev.sommelier.ui.live;

import org.jspecify.annotations.NullMarked;
