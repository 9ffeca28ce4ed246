/// A backend that keeps the contract and knows nothing of images, so that the pages can be tested alone.
@NullMarked
package dev.sommelier.ui.stub;

import org.jspecify.annotations.NullMarked;
