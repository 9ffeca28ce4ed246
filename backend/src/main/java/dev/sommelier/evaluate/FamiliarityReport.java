package dev.sommelier.evaluate;

import dev.sommelier.model.FamiliarityCheck;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;

/// How well a model tells photos of its own kind from pictures of [OtherThings].
///
/// @param photos test photos
/// @param drawn pictures of other things
/// @param auroc probability that a test photo scores higher than a picture of another thing; 0.5 is chance
/// @param interval 95 % interval of it
/// @param passed part of the test photos that count as familiar
/// @param caught part of the pictures of other things that count as unfamiliar
public record FamiliarityReport(int photos, int drawn, double auroc, Interval interval, double passed, double caught) {
    /// Each takes as long as a sort of all scores.
    private static final int RESAMPLES = 1000;

    /// @param test embeddings `(D)` of test photos, at least one
    /// @param others embeddings `(D)` of [OtherThings], at least one
    public static FamiliarityReport of(FamiliarityCheck check, List<float[]> test, List<float[]> others) {
        return of(scores(check, test), scores(check, others), score -> score >= check.threshold());
    }

    /// @param high scores of test photos, at least one
    /// @param low scores of [OtherThings], at least one
    static FamiliarityReport of(double[] high, double[] low, DoublePredicate familiar) {
        return new FamiliarityReport(
                high.length,
                low.length,
                auroc(high, low),
                interval(high, low),
                part(high, familiar),
                1 - part(low, familiar));
    }

    private static double[] scores(FamiliarityCheck check, List<float[]> embeddings) {
        return check.check(embeddings).stream()
                .mapToDouble(FamiliarityCheck.Result::score)
                .toArray();
    }

    private static double part(double[] scores, DoublePredicate familiar) {
        return Arrays.stream(scores).filter(familiar).count() / (double) scores.length;
    }

    private static double auroc(double[] high, double[] low) {
        return Roc.of(high, low).auc();
    }

    /// By the bootstrap: both sets are drawn again, with replacement.
    private static Interval interval(double[] high, double[] low) {
        return Bootstrap.of95(RESAMPLES, random -> auroc(resample(high, random), resample(low, random)));
    }

    private static double[] resample(double[] values, SplittableRandom random) {
        return random.ints(values.length, 0, values.length)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    /// As it stands in `model.json` and `evaluation.json`; figures rounded to four digits.
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("photos", photos);
        map.put("drawn_pictures", drawn);
        map.put("auroc", Wording.rounded(auroc));
        map.put("auroc_95", List.of(Wording.rounded(interval.low()), Wording.rounded(interval.high())));
        map.put("photos_familiar", Wording.rounded(passed));
        map.put("drawn_unfamiliar", Wording.rounded(caught));
        return map;
    }
}
