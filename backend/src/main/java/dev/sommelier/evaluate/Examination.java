package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks a model about photos of known class, and reports.
///
/// @param bundle what the evaluation asks
/// @param rivals asked about the same photos
/// @param options what to leave out
/// @param step told of each photo that is done, rivals' too; called from any thread, and may throw to end it all
public record Examination(
        Bundle bundle,
        Evaluation evaluation,
        ModelPhotos material,
        List<Rival> rivals,
        Options options,
        Runnable step) {

    /// @param photos whether the report shows photos
    /// @param robustness whether photos are also made worse, which takes about 20 times as long
    public record Options(boolean photos, boolean robustness) {}

    /// What came out.
    ///
    /// @param photos that could be read, which the report's figures are of
    /// @param answers to them
    public record Examined(Report report, List<LabelledPhoto> photos, Answers answers) {}

    /// @throws Failure.BadConfig if a rival knows other classes
    public Examination {
        rivals = List.copyOf(rivals);
        List<String> labels = bundle.card().labels();
        for (Rival rival : rivals) {
            if (!rival.labels().equals(labels)) {
                throw new Failure.BadConfig(
                        "%s knows the classes %s, and %s %s knows %s. Only models of the same classes can be compared."
                                .formatted(
                                        rival.name(),
                                        rival.labels(),
                                        bundle.card().name(),
                                        bundle.card().version(),
                                        labels));
            }
        }
    }

    /// Steps that [#examine] takes.
    public int steps() {
        return material.photos().size() * (1 + rivals.size());
    }

    /// @throws Failure.BadDataset if no photo can be read
    public Report report() throws IOException {
        return examine().report();
    }

    /// Asks about each photo once.
    ///
    /// @throws Failure.BadDataset if no photo can be read
    public Examined examine() throws IOException {
        List<Reading<Observation>> readings =
                ask(evaluation, material.photos(), Observation.question(options.robustness()));
        List<Seen> seen = seen(readings);
        if (seen.isEmpty()) {
            throw new Failure.BadDataset("%s: none of the %d photos can be read; the first: %s"
                    .formatted(
                            material.source(),
                            readings.size(),
                            readings.getFirst().fault()));
        }
        return new Examined(
                new Report(title(), subtitle(seen), about(seen), sections(seen, readings)),
                seen.stream().map(Seen::photo).toList(),
                Seen.answers(seen));
    }

    private List<Section> sections(List<Seen> seen, List<Reading<Observation>> readings) throws IOException {
        List<Section> sections = new ArrayList<>(figures(seen));
        for (Rival rival : rivals) {
            sections.add(compared(rival, seen));
        }
        FamiliaritySection.of(bundle, evaluation, Seen.embeddings(seen)).ifPresent(sections::add);
        if (options.robustness()) {
            sections.add(RobustnessSection.of(robustness(seen)));
        }
        sections.add(MistakesSection.of(seen, bundle.card(), evaluation, options.photos()));
        sections.add(UnreadableSection.of(readings));
        return sections;
    }

    private <T> List<Reading<T>> ask(Evaluation whom, List<LabelledPhoto> photos, Question<T> question)
            throws IOException {
        Question<Reading<T>> tolerant = Reading.tolerant(question);
        return whom.each(photos, (photo, asker) -> {
            Reading<T> reading = tolerant.answer(photo, asker);
            step.run();
            return reading;
        });
    }

    private static List<Seen> seen(List<Reading<Observation>> readings) {
        List<Seen> seen = new ArrayList<>();
        readings.forEach(reading -> reading.answer().ifPresent(o -> seen.add(new Seen(reading.photo(), o))));
        return seen;
    }

    private List<Section> figures(List<Seen> seen) {
        return Figures.of(Seen.answers(seen), Seen.flipAveraged(seen), bundle.card());
    }

    /// Compares on the photos that both can read.
    private Section compared(Rival rival, List<Seen> seen) throws IOException {
        List<Reading<float[]>> others = ask(
                rival.evaluation(),
                seen.stream().map(Seen::photo).toList(),
                (photo, asker) -> asker.ask(asker.fit(asker.decode(photo))).logits());
        List<float[]> first = new ArrayList<>();
        List<float[]> second = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Optional<float[]> other = others.get(i).answer();
            if (other.isPresent()) {
                first.add(seen.get(i).observation().logits());
                second.add(other.get());
                truth.add(seen.get(i).photo().label());
            }
        }
        if (truth.isEmpty()) {
            throw new Failure.BadDataset(
                    "%s: %s can read none of the photos".formatted(material.source(), rival.name()));
        }
        return ComparisonSection.of(
                rival.key(), rival.title(), title(), rival.name(), Comparison.of(first, second, truth));
    }

    private static Robustness robustness(List<Seen> seen) {
        Answers answers = Seen.answers(seen);
        return Robustness.of(
                answers.logits().stream().map(Predictions::best).toList(),
                seen.stream().map(s -> s.observation().corrupted()).toList(),
                answers.truth());
    }

    private String title() {
        return "%s %s".formatted(bundle.card().name(), bundle.card().version());
    }

    private String subtitle(List<Seen> seen) {
        return "%d photos of %s, %s".formatted(seen.size(), material.source(), evaluation.engine());
    }

    private Map<String, Object> about(List<Seen> seen) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("model", bundle.card().name());
        about.put("version", bundle.card().version());
        about.put("model_sha256", bundle.hash());
        about.put("preprocessing", bundle.card().preprocessing().fingerprint());
        about.put("engine", evaluation.engine());
        about.put("labels", bundle.card().labels());
        about.put("data", material.source());
        about.put("photos", seen.size());
        return about;
    }
}
