package dev.sommelier.predict;

/// What all batches share.
///
/// @param turns bound the photos of all batches that are under way
record BatchService(
        BatchConfig config,
        Predictor predictor,
        BatchTurns turns,
        BatchMeters meters,
        PredictionJson predictions,
        BatchJson items) {

    /// Answers that a batch holds back at most, because one before them is not done or the client does not read.
    int ahead() {
        return 2 * config.places();
    }
}
