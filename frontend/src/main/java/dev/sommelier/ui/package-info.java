/// Starts the page server and holds what all pages share: settings, layout, colours, and the pages for what is not
/// there or went wrong. Only here are pages constructed; a page knows the backend and nothing of how it was found.
@NullMarked
package dev.sommelier.ui;

import org.jspecify.annotations.NullMarked;
