package dev.sommelier.dataset;

/// Brightness at each place of a small picture, its mean taken off.
///
/// @param values of all places, channel after channel or in any order that is the same for all pictures
/// @param norm root of the sum of their squares
record Levels(float[] values, double norm) {

    /// @param values one or several runs of numbers, 0 to 255; taken over and changed
    /// @param channels how many runs lie side by side; each has a mean of its own
    static Levels of(float[] values, int channels) {
        double squares = 0;
        for (int channel = 0; channel < channels; channel++) {
            float mean = mean(values, channel, channels);
            for (int i = channel; i < values.length; i += channels) {
                values[i] -= mean;
                squares += values[i] * values[i];
            }
        }
        return new Levels(values, Math.sqrt(squares));
    }

    private static float mean(float[] values, int channel, int channels) {
        double sum = 0;
        for (int i = channel; i < values.length; i += channels) {
            sum += values[i];
        }
        return (float) (sum * channels / values.length);
    }

    /// Standard deviation, in levels of 255.
    double deviation() {
        return norm / Math.sqrt(values.length);
    }

    /// Pearson's, -1 to 1; not a number where one of the pictures is of one colour.
    double correlation(Levels other) {
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum / (norm * other.norm);
    }
}
