package dev.sommelier.predict;

import java.util.List;
import java.util.Optional;

/// What a client of the Open Inference Protocol asks.
///
/// @param id repeated in the answer
/// @param pictures at least 1
/// @param outputs at least 1, in the order of the answer
record InferRequest(Optional<String> id, List<Picture> pictures, List<WantedOutput> outputs) {}
