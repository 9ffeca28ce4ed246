/// Versions of the model: how good each is, where it comes from, which one answers, and the way to another.
@NullMarked
package dev.sommelier.ui.models;

import org.jspecify.annotations.NullMarked;
