package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.evaluate.Block.Exhibit;
import dev.sommelier.evaluate.Block.Gallery;
import dev.sommelier.evaluate.Block.Legend;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.model.ModelCard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The wrong answers that were surest.
final class MistakesSection {
    private static final int MOST = 12;

    private MistakesSection() {}

    static Section of(List<Seen> seen, ModelCard card, Evaluation evaluation, boolean pictures) throws IOException {
        List<Mistake> mistakes = Mistake.surestFirst(
                seen.stream().map(Seen::photo).toList(),
                Predictions.of(Seen.answers(seen), card.calibration().temperature()));
        List<Mistake> worst = mistakes.stream().limit(MOST).toList();
        return new Section(
                "mistakes",
                "The surest mistakes",
                new Json()
                        .put("wrong", mistakes.size())
                        .put(
                                "worst",
                                worst.stream()
                                        .map(m -> m.json(card.labels()).map())
                                        .toList())
                        .map(),
                blocks(mistakes.size(), gallery(worst, card, evaluation, pictures), pictures));
    }

    private static List<Block> blocks(int wrong, Gallery worst, boolean pictures) {
        int shown = worst.exhibits().size();
        if (shown == 0) {
            return List.of(new Note("No answer is wrong."));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Note(
                shown == wrong
                        ? "Answers that are wrong: %d.".formatted(wrong)
                        : "Answers that are wrong: %d; here are the %d with the most confidence."
                                .formatted(wrong, shown)));
        if (pictures) {
            blocks.add(new Legend(
                    "Warm colours show where the network sees signs of a class: on the left of the one it chose, on"
                            + " the right of the true one. Point at a picture to see it plain."));
        }
        blocks.add(worst);
        return blocks;
    }

    private static Gallery gallery(List<Mistake> worst, ModelCard card, Evaluation evaluation, boolean pictures)
            throws IOException {
        List<String> labels = card.labels();
        if (!pictures) {
            return new Gallery(worst.stream()
                    .map(m -> new Exhibit(Wording.name(m.photo()), verdict(m, labels), "", 1, List.of()))
                    .toList());
        }
        List<LabelledPhoto> photos = worst.stream().map(Mistake::photo).toList();
        List<Portrait> portraits = evaluation.each(photos, Portrait.question(card.preprocessing()));
        List<Exhibit> exhibits = new ArrayList<>();
        for (int i = 0; i < worst.size(); i++) {
            Mistake m = worst.get(i);
            exhibits.add(portraits
                    .get(i)
                    .exhibit(
                            Wording.name(m.photo()),
                            verdict(m, labels),
                            List.of(m.predicted(), m.photo().label()),
                            labels));
        }
        return new Gallery(exhibits);
    }

    private static String verdict(Mistake mistake, List<String> labels) {
        return "%s %s, but it is %s (%s)"
                .formatted(
                        labels.get(mistake.predicted()),
                        Wording.percent(mistake.confidence()),
                        labels.get(mistake.photo().label()),
                        Wording.percent(mistake.trueConfidence()));
    }
}
