package dev.sommelier.ui.runs;

import java.util.List;

/// How good the model is that came of a training.
///
/// @param data what it was asked about
/// @param confusion counts, a row for each true class; empty where there are too many classes
/// @param confusions the most frequent ones
/// @param bins of the calibrated confidence
/// @param wrong all mistakes, of which some are at hand
record RunEvaluation(
        String data,
        int photos,
        List<String> labels,
        Summary summary,
        List<List<Double>> confusion,
        List<Confused> confusions,
        double calibrationError,
        List<Bin> bins,
        int wrong,
        List<Mistake> mistakes) {
    /// NaN for what there is not.
    ///
    /// @param low of the 95 % interval
    /// @param high of the 95 % interval
    record Summary(double accuracy, double low, double high, double macroF1, double logLoss, double brier) {}

    record Confused(String label, String predicted, int count) {}

    /// @param confidence mean
    /// @param accuracy part that is right
    record Bin(int photos, double confidence, double accuracy) {}

    /// @param confidence in the wrong class
    /// @param labelConfidence in the right class
    /// @param picture whether there is a small picture
    record Mistake(
            int number,
            String photo,
            String label,
            String predicted,
            double confidence,
            double labelConfidence,
            boolean picture) {}
}
