package dev.sommelier.evaluate;

import dev.sommelier.model.Bundle;
import dev.sommelier.model.FamiliarityCheck;
import java.util.List;
import java.util.Optional;

/// Whether a model knows what it does not know.
final class FamiliaritySection {
    private FamiliaritySection() {}

    /// Empty if the model tells nothing of familiarity.
    ///
    /// @param photos embeddings of the photos that are asked about
    static Optional<Section> of(Bundle bundle, Evaluation evaluation, List<float[]> photos) {
        return FamiliarityCheck.of(bundle)
                .map(check -> of(FamiliarityReport.of(check, photos, evaluation.embedOtherThings())));
    }

    static Section of(FamiliarityReport report) {
        return new Section(
                "familiarity",
                "Photos of other things",
                report.toMap(),
                List.of(
                        new Block.Facts(List.of(
                                new Block.Fact(
                                        "AUROC",
                                        Wording.decimals(report.auroc()),
                                        "95\u00a0%%: %s to %s"
                                                .formatted(
                                                        Wording.decimals(report.interval()
                                                                .low()),
                                                        Wording.decimals(report.interval()
                                                                .high()))),
                                new Block.Fact(
                                        "These photos that count as familiar", Wording.percent(report.passed()), ""),
                                new Block.Fact(
                                        "Other things that count as unfamiliar",
                                        Wording.percent(report.caught()),
                                        ""))),
                        new Block.Note(
                                "The other things are %d pictures that are drawn: landscapes, pages, charts, patterns, faces. Real photos of other things may be harder to tell."
                                        .formatted(report.drawn()))));
    }
}
