package dev.sommelier.train;

/// Learning rate over a run: up from nothing in a line over the first tenth, then down to nothing along half a
/// cosine.
///
/// @param steps of the whole run
/// @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
record Schedule(int steps) {

    /// @param step from 1
    /// @return part of the peak rate, 0 to 1
    double at(int step) {
        double warmUp = Math.max(1, 0.1 * steps);
        if (step < warmUp) {
            return step / warmUp;
        }
        return 0.5 * (1 + Math.cos(Math.PI * (step - warmUp) / Math.max(1, steps - warmUp)));
    }
}
