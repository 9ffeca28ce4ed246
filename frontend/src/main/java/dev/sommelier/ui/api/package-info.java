/// The backend as the pages see it: one call to classify a photo, one watch that knows whether it
/// is there, and one client for its management port. HTTP and
/// JSON end here, so that a page deals in replies and never in status codes.
@NullMarked
package dev.sommelier.ui.api;

import org.jspecify.annotations.NullMarked;
