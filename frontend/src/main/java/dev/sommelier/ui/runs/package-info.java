/// The page that shows how trainings went: which there are, their curves side by side, and how good the models are that
/// came of them.
@NullMarked
package dev.sommelier.ui.runs;

import org.jspecify.annotations.NullMarked;
