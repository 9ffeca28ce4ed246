/// What several pages are put together from: figures in words, notices, charts, and the texts of all pages. Knows
/// Vaadin and the backend's answers, and no page.
@NullMarked
package dev.sommelier.ui.part;

import org.jspecify.annotations.NullMarked;
