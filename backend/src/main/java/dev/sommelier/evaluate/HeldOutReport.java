package dev.sommelier.evaluate;

import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The report of a cross-validation: each answer is from a network that had not learnt from the photo. What needs
/// one network for all photos, as heat maps do, is not in it.
public final class HeldOutReport {
    private HeldOutReport() {}

    /// @param bundle that was trained by the same recipe on all photos, with its calibration
    /// @param parts that the photos were dealt into
    public static Report of(Bundle bundle, HeldOut heldOut, int parts) {
        ModelCard card = bundle.card();
        List<Section> sections = new ArrayList<>(Figures.of(heldOut.answers(), heldOut.flipAveraged(), card));
        card.familiarity().ifPresent(rule -> sections.add(FamiliaritySection.of(familiarity(heldOut, rule))));
        return new Report(
                "%s %s".formatted(card.name(), card.version()),
                "%d photos by cross-validation: each was answered by one of %d networks of the same recipe that had not learnt from it"
                        .formatted(heldOut.photos().size(), parts),
                about(bundle, heldOut, parts),
                sections);
    }

    private static Map<String, Object> about(Bundle bundle, HeldOut heldOut, int parts) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("model", bundle.card().name());
        about.put("version", bundle.card().version());
        about.put("model_sha256", bundle.hash());
        about.put("preprocessing", bundle.card().preprocessing().fingerprint());
        about.put("labels", bundle.card().labels());
        about.put("data", "cross-validation");
        about.put("folds", parts);
        about.put("photos", heldOut.photos().size());
        return about;
    }

    private static FamiliarityReport familiarity(HeldOut heldOut, ModelCard.Familiarity rule) {
        return FamiliarityReport.of(heldOut.familiar(), heldOut.foreign(), score -> score >= rule.threshold());
    }
}
