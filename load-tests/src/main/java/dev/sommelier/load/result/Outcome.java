package dev.sommelier.load.result;

/// What became of one request.
///
/// @param text names it in counts, the same for all of its kind, for example `wrong sum`
public record Outcome(Sort sort, String text) {
    public static final Outcome RIGHT = new Outcome(Sort.RIGHT, "right");

    /// A right answer in form, but of another class than the photo's. No model is always right, so these are held
    /// against a share.
    public static final Outcome OTHER_CLASS = new Outcome(Sort.OTHER_CLASS, "other class");

    /// Refused in good form because there is too much to do.
    public static final Outcome REFUSED = new Outcome(Sort.REFUSED, "503");

    public static final Outcome NO_ANSWER = wrong("no answer");

    public enum Sort {
        RIGHT,
        OTHER_CLASS,
        REFUSED,
        WRONG
    }

    public static Outcome wrong(String text) {
        return new Outcome(Sort.WRONG, text);
    }

    /// Whether whoever asked got what they came for.
    public boolean answered() {
        return sort == Sort.RIGHT || sort == Sort.OTHER_CLASS;
    }
}
