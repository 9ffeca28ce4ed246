package dev.sommelier.predict;

import dev.sommelier.model.ModelCard;

/// What came of asking for a version.
///
/// @param now the model that answers
/// @param before the one that answered before, the same if nothing changed
record Activation(ModelCard now, ModelCard before, boolean changed) {}
