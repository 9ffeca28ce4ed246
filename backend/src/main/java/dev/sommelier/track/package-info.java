/// Runs on disk: what was asked for, what came of it and what it cost, kept so that a killed run loses nothing and
/// two runs can be set side by side. What cannot be kept never stops a training.
@NullMarked
package dev.sommelier.track;

import org.jspecify.annotations.NullMarked;
