/// The page that classifies photos. The browser keeps the photos and the server asks for one after the other, so a page
/// with a hundred photos costs the server no more than the few that are on their way.
@NullMarked
package dev.sommelier.ui.classify;

import org.jspecify.annotations.NullMarked;
