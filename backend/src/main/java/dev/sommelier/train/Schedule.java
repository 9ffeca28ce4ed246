package dev.sommelier.train;

/// Learning rate over a run: up from nothing in a line, then down to nothing along half a cosine.
///
/// @param steps of the whole run
/// @param warmUp part of the steps over which the rate climbs, 0 to 1
/// @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
record Schedule(int steps, double warmUp) {

    /// @param step from 1
    /// @return part of the peak rate, 0 to 1
    double at(int step) {
        double climb = Math.max(1, warmUp * steps);
        if (step < climb) {
            return step / climb;
        }
        return 0.5 * (1 + Math.cos(Math.PI * (step - climb) / Math.max(1, steps - climb)));
    }
}
